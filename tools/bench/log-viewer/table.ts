import { median, quantile, rounded } from '../figures.ts'
import type { TailDelays, WorkFigures } from './page/main.ts'

/** One run of one viewer. */
export interface Run extends WorkFigures {
  /** ms of the main thread until the viewer was mounted. */
  mount: number
  /** ms of the main thread after the viewer was mounted. */
  worked: number
  /** ms */
  elapsed: number
  delays: TailDelays
  /** MB */
  heap: number
}

/** The row of one viewer at one rate. */
export function rowOf(
  rate: number,
  name: string,
  runs: ReadonlyMap<string, readonly Run[]>,
): Record<string, string | number> & { case: string } {
  const taken = runs.get(name) ?? []
  const of = (read: (run: Run) => number): number => median(taken.map(read))
  const perRound = (read: (run: Run, round: number) => number): number[] => taken.map(read)
  const delays = taken.flatMap((run) => run.delays)
  const seen = delays.filter((delay) => delay !== null)
  const workedIn = (viewer: string, round: number): number => runs.get(viewer)?.[round]?.worked ?? Number.NaN
  return {
    case: `${rate.toLocaleString('en')}/s ${name}`,
    'busy %': spread(
      perRound(({ worked, elapsed }) => (worked / elapsed) * 100),
      1,
    ),
    'of the floor': spread(
      perRound(({ worked }, round) => worked / workedIn('plain rows', round)),
      2,
    ),
    // Without the cost of adding the lines and of empty frames.
    'ms a line': spread(
      perRound(({ worked, lines }, round) => (worked - workedIn('sink', round)) / lines),
      3,
    ),
    'tail p95 ms': rounded(quantile(seen, 0.95)),
    'tail on screen %': rounded((seen.filter((delay) => delay <= 1000).length / delays.length) * 100),
    'long tasks': of(({ longTasks }) => longTasks),
    'worst frame ms': rounded(of(({ worstFrame }) => worstFrame)),
    'mount ms': rounded(of(({ mount }) => mount)),
    'heap MB': rounded(of(({ heap }) => heap)),
  }
}

/** `2.1 (1.9–2.4)`: the median, the least and the most; `–` without the viewer that it is compared with. */
function spread(samples: readonly number[], digits: number): string {
  if (samples.some(Number.isNaN)) return '–'
  const middle = rounded(median(samples), digits)
  if (samples.length < 2) return middle
  return `${middle} (${rounded(Math.min(...samples), digits)}–${rounded(Math.max(...samples), digits)})`
}
