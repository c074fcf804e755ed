import type { Feature, KitCore } from '../core/kit-core.ts'
import { initialCoreConnection } from './connection-store.ts'
import type {
  ConnectionSnapshot,
  ConnectionStore,
  CoreConnectionSnapshot,
  LatencySample,
  LatencyStats,
} from './connection-types.ts'

const sampleLimit = 60

/** The initial snapshot, also used on a server. */
export const initialConnection: Readonly<ConnectionSnapshot> = withLatency(initialCoreConnection, [])

/** The connection with statistics of its latency, which only readers of the whole snapshot need. */
export function createConnectionView({ connection }: KitCore): ConnectionStore & Feature {
  let source: CoreConnectionSnapshot | undefined
  let snapshot = initialConnection
  return {
    ...connection,
    getSnapshot() {
      const next = connection.getSnapshot()
      if (next === source) return snapshot
      const { latency, latencyStats } = snapshot
      snapshot =
        next.latencyHistory === snapshot.latencyHistory
          ? { ...next, latency, latencyStats }
          : withLatency(next, next.latencyHistory)
      source = next
      return snapshot
    },
  }
}

function withLatency(
  snapshot: CoreConnectionSnapshot,
  history: readonly LatencySample[],
): ConnectionSnapshot {
  const samples = history.flatMap(({ ms }) => ms ?? []).slice(-sampleLimit)
  return { ...snapshot, latency: samples.at(-1) ?? null, latencyStats: statsOf(samples) }
}

function statsOf(samples: readonly number[]): LatencyStats {
  const sorted = samples.toSorted((a, b) => a - b)
  const quantile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null
  const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] as number)))
  return {
    p50: quantile(0.5),
    p95: quantile(0.95),
    jitter: steps.length > 0 ? steps.reduce((sum, step) => sum + step, 0) / steps.length : null,
    samples,
  }
}
