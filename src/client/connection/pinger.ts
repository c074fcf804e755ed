import type { CoreConnectionSnapshot, LatencySample } from './connection-types.ts'
import type { ActiveClient } from '../core/active-client.ts'

const historyLimit = 240
/** ms until a ping counts as lost. */
const pongTimeout = 30_000

/** Measures round trips with `pusher:ping`. Pongs have no id, so there is only one ping in flight. */
export interface Pinger {
  /** Waits for the ping in flight, or sends one. */
  measure: () => Promise<number | null>
  /** Waits for the ping in flight, and then sends another. */
  confirm: () => Promise<number | null>
}

export function createPinger(
  activeClient: ActiveClient,
  report: (measured: Pick<CoreConnectionSnapshot, 'latencyHistory'>) => void,
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
    report({ latencyHistory })
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
