import { createStepper } from './fake-timers.ts'
import { MockError } from '../mock-error.ts'
import type { MockContext } from '../state/mock-context.ts'

/** pusher-js defers each send with a timer of 0 ms, so the idle time must be longer. */
const quietRounds = 3
/** Maximum time that one turn counts, ms, because nothing can happen while a page cannot run. */
const longestTurn = 200

/**
 * Waits until `reached` is true. With fake timers, it advances the fake clock 1 ms at a time, so that a test need not
 * advance it. The timeout counts only time in which this code could run: a thread that is busy with something else,
 * such as other stories of a page, does not use it up.
 */
export async function waitUntil(
  context: MockContext,
  what: string,
  reached: () => boolean,
  timeout: number,
): Promise<void> {
  const stepper = createStepper()
  let waited = 0
  let last = context.clock.monotonic()
  try {
    while (!reached()) {
      if (waited >= timeout) throw timedOut(context, what, timeout)
      await stepper.step()
      const now = context.clock.monotonic()
      // When fake timers are installed meanwhile, the monotonic clock restarts at a smaller value.
      waited += Math.min(Math.max(0, now - last), longestTurn)
      last = now
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
    'nothing to be in flight',
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
    `Expected ${what} within ${timeout} ms but got only these frames; ` +
      `check the channel's name, mock.authorize and mock.network.\n${lines.join('\n') || '  (no frame crossed)'}`,
  )
}
