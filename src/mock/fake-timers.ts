/** What @sinonjs/fake-timers (behind Vitest's and Jest's fake timers) hangs on a faked `setTimeout`. */
interface FakeClock {
  tickAsync(ms: number): Promise<unknown>
}

/** The fake clock, if timers are faked now. */
export function installedFakeClock(): FakeClock | null {
  const { clock } = setTimeout as unknown as { clock?: Partial<FakeClock> }
  return typeof clock?.tickAsync === 'function' ? (clock as FakeClock) : null
}

/** Lets `ms` pass: on the fake clock where timers are faked, else for real. */
export async function pass(ms: number): Promise<void> {
  const clock = installedFakeClock()
  if (clock) await clock.tickAsync(ms)
  else await new Promise((resolve) => setTimeout(resolve, ms))
}
