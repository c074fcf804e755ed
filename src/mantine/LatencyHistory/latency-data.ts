import type { LatencySample } from '../../index.ts'
import { isTime, recordsOf } from '../reports/clean.ts'

/** Maximum number of samples shown; the newest are kept. */
const mostSamples = 500
/** Maximum valid round trip, ms. The timeout of a pong is much shorter. */
const longest = 86_400_000

/** The newest samples of a series, without invalid ones. */
export function samplesOf(series: readonly LatencySample[]): LatencySample[] {
  return recordsOf(series)
    .filter(({ at, ms }) => isTime(at) && (ms === null || isRoundTrip(ms)))
    .toSorted((a, b) => a.at - b.at)
    .slice(-mostSamples)
}

function isRoundTrip(ms: unknown): boolean {
  return typeof ms === 'number' && ms >= 0 && ms < longest
}

/** ms each. */
export interface LatencyFigures {
  min: number
  median: number
  p95: number
  max: number
}

/** The figures of the round trips; null without a round trip. */
export function figuresOf(samples: readonly LatencySample[]): LatencyFigures | null {
  const all = samples.flatMap(({ ms }) => (ms === null ? [] : [ms])).toSorted((a, b) => a - b)
  const quantile = (share: number) => all[Math.max(0, Math.ceil(all.length * share) - 1)] as number
  if (all.length === 0) return null
  return { min: quantile(0), median: quantile(0.5), p95: quantile(0.95), max: quantile(1) }
}
