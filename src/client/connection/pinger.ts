import type { ConnectionSnapshot, LatencySample, LatencyStats } from './connection-types.ts'
import type { ActiveClient } from '../core/active-client.ts'

const sampleLimit = 60
const historyLimit = 240
/** ms until a ping counts as lost. */
const pongTimeout = 30_000

/** The latency fields of a connection snapshot. */
export type MeasuredLatency = Pick<ConnectionSnapshot, 'latency' | 'latencyStats' | 'latencyHistory'>

/** Measures round trips with `pusher:ping`. Pongs have no id, so there is only one ping in flight. */
export interface Pinger {
  /** Waits for the ping in flight, or sends one. */
  measure: () => Promise<number | null>
  /** Waits for the ping in flight, and then sends another. */
  confirm: () => Promise<number | null>
}

export function createPinger(
  activeClient: ActiveClient,
  report: (measured: MeasuredLatency) => void,
): Pinger {
  let latencyHistory: readonly LatencySample[] = []
  let last: LatencySample | null = null
  let pending: Promise<number | null> | null = null
  let next: Promise<number | null> | null = null
  let answer: ((latency: number | null) => void) | null = null
  let sentAt = 0
  let sampledAt = -Infinity
  /** Number of timed-out pings whose pongs may still arrive. */
  let late = 0

  function keep(history: readonly LatencySample[]) {
    latencyHistory = history.slice(-historyLimit)
    const samples = latencyHistory.flatMap(({ ms }) => ms ?? []).slice(-sampleLimit)
    report({ latency: samples.at(-1) ?? null, latencyStats: latencyStats(samples), latencyHistory })
  }

  function settle(latency: number | null) {
    const resolve = answer
    answer = null
    pending = null
    if (latency !== null) {
      sampledAt = performance.now()
      last = { at: Date.now(), ms: latency }
      keep([...latencyHistory, last])
    }
    resolve?.(latency)
  }

  activeClient.onProtocol(({ event }) => {
    if (event !== 'pusher:pong') return
    if (late > 0) late -= 1
    else if (answer) settle(performance.now() - sentAt)
    // pusher-js sent a ping at the same time, so the previous sample may have used the wrong pong.
    else if (performance.now() - sampledAt < pongTimeout) {
      keep(latencyHistory.filter((sample) => sample !== last))
    }
  })
  activeClient.onDown(() => {
    late = 0
    settle(null)
    // Once after each round trip, however often the connection is lost before the next.
    if (latencyHistory.at(-1) === last) keep([...latencyHistory, { at: Date.now(), ms: null }])
  })

  function measure(): Promise<number | null> {
    if (pending) return pending
    sentAt = performance.now()
    if (!activeClient.isUp || !activeClient.send('pusher:ping', {})) return Promise.resolve(null)
    pending = new Promise((resolve) => {
      const timer = setTimeout(() => {
        late += 1
        settle(null)
      }, pongTimeout)
      answer = (latency) => {
        clearTimeout(timer)
        resolve(latency)
      }
    })
    return pending
  }

  return {
    measure,
    confirm() {
      if (!pending) return measure()
      next ??= pending.then(() => {
        next = null
        return measure()
      })
      return next
    },
  }
}

function latencyStats(samples: readonly number[]): LatencyStats {
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
