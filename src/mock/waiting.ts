import { createStepper } from './fake-timers.ts'
import { MockError } from './mock-error.ts'
import type { WaitOptions } from './mock-types.ts'
import type { World } from './world.ts'

const defaultTimeout = 2000
/** pusher-js defers each send by a timer of 0 ms, so quiet must last longer than that. */
const quietRounds = 3

/**
 * Waits until `reached` is true. Under fake timers the fake clock is moved on, 1 ms at a time, so that waiting
 * works without advancing by hand.
 */
export async function waitUntil(
  world: World,
  what: string,
  reached: () => boolean,
  { timeout = defaultTimeout }: WaitOptions = {},
): Promise<void> {
  const deadline = world.clock.now() + timeout
  const stepper = createStepper()
  try {
    while (!reached()) {
      if (world.clock.now() >= deadline) throw timedOut(world, what, timeout)
      await stepper.step()
    }
  } finally {
    stepper.end()
  }
}

/** Waits until nothing has been on its way for a few timer rounds. */
export async function waitForQuiet(world: World, options?: WaitOptions): Promise<void> {
  let quiet = 0
  let seen = -1
  await waitUntil(
    world,
    'nothing to be on its way',
    () => {
      const { length } = world.transcript.frames
      quiet = world.flights.inFlight === 0 && length === seen ? quiet + 1 : 0
      seen = length
      return quiet >= quietRounds
    },
    options,
  )
}

function timedOut(world: World, what: string, timeout: number): MockError {
  const lines = world.transcript.frames
    .slice(-10)
    .map(({ direction, event, channel }) => `  ${direction} ${event}${channel === null ? '' : ` ${channel}`}`)
  return new MockError(
    'wait_timed_out',
    `Expected ${what} within ${timeout} ms but got no further than this; ` +
      `check the channel's name, mock.authorize and mock.network.\n${lines.join('\n') || '  (no frame crossed)'}`,
  )
}
