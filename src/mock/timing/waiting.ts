import { createStepper } from './fake-timers.ts'
import { MockError } from '../mock-error.ts'
import type { MockContext } from '../state/mock-context.ts'

/** pusher-js defers each send by a timer of 0 ms, so the idle time must last longer than that. */
const quietRounds = 3

/**
 * Waits until `reached` is true. Under fake timers the fake clock is advanced 1 ms at a time, so that a test
 * need not advance it.
 */
export async function waitUntil(
  context: MockContext,
  what: string,
  reached: () => boolean,
  timeout: number,
): Promise<void> {
  const deadline = context.clock.monotonic() + timeout
  const stepper = createStepper()
  try {
    while (!reached()) {
      if (context.clock.monotonic() >= deadline) throw timedOut(context, what, timeout)
      await stepper.step()
    }
  } finally {
    stepper.end()
  }
}

/** Waits until nothing has been in flight for a few timer rounds. */
export async function waitForQuiet(context: MockContext, timeout: number): Promise<void> {
  let quiet = 0
  let seen = -1
  await waitUntil(
    context,
    'nothing to be on its way',
    () => {
      const { length } = context.transcript.frames
      quiet = context.inFlight.count === 0 && length === seen ? quiet + 1 : 0
      seen = length
      return quiet >= quietRounds
    },
    timeout,
  )
}

function timedOut(context: MockContext, what: string, timeout: number): MockError {
  const lines = context.transcript.frames
    .slice(-10)
    .map(({ direction, event, channel }) => `  ${direction} ${event}${channel === null ? '' : ` ${channel}`}`)
  return new MockError(
    'wait_timed_out',
    `Expected ${what} within ${timeout} ms but got no further than this; ` +
      `check the channel's name, mock.authorize and mock.network.\n${lines.join('\n') || '  (no frame crossed)'}`,
  )
}
