/** The property that @sinonjs/fake-timers (used by Vitest and Jest) adds to a faked `setTimeout`. */
interface FakeClock {
  tick(ms: number): unknown
  /** Names of the faked functions; `performance` may not be among them. */
  methods?: readonly string[]
  performance?: { now(): number }
}

/** Advances the time, 1 ms at a time. */
export interface Stepper {
  /** Reads the fake clock if timers are faked, otherwise the real time. */
  step(): Promise<void>
  end(): void
}

export function createStepper(): Stepper {
  const turns = createTurns()
  return {
    async step() {
      const clock = installedFakeClock()
      if (!clock) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        return
      }
      clock.tick(1)
      await turns.next()
    },
    end: () => turns.end(),
  }
}

/** The fake `performance`; null while it is not faked. */
export function fakePerformance(): { now(): number } | null {
  const { methods, performance } = installedFakeClock() ?? {}
  return (methods?.includes('performance') && performance) || null
}

/** The fake clock, if timers are faked now. */
function installedFakeClock(): FakeClock | null {
  const { clock } = setTimeout as unknown as { clock?: Partial<FakeClock> }
  return typeof clock?.tick === 'function' ? (clock as FakeClock) : null
}

/** Yields to the event loop independently of fake timers and without the browsers' minimum delay of 4 ms. */
function createTurns(): { next(): Promise<void>; end(): void } {
  const { port1, port2 } = new MessageChannel()
  let resolveTurn: (() => void) | null = null
  port1.addEventListener('message', () => resolveTurn?.())
  port1.start()
  return {
    next: () =>
      new Promise((resolve) => {
        resolveTurn = resolve
        port2.postMessage(null)
      }),
    end: () => port1.close(),
  }
}
