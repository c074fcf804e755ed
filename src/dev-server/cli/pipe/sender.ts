import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LineQueue } from './line-queue.ts'
import type { LogLine } from './log-line.ts'
import { closeConnections, postLines } from './post-lines.ts'
import type { PostResult } from './post-lines.ts'
import type { Target } from './target.ts'

export interface SenderOptions {
  queue: LineQueue
  /** Null while the address of the server is unknown. */
  findTarget: () => Target | null
  /** ms without a successful request after which the remaining lines are dropped. */
  maxWait: number
  /** Ends the wait, but not a request in progress. */
  signal: AbortSignal
}

export interface SendReport {
  sent: number
  notAccepted: number
  /** The reason why lines were not accepted; null if all were accepted. */
  reason: string | null
}

/** The server's limits of lines and bytes per request. The window limits the delay of a line. */
const batchLimits = { lines: 500, bytes: 192 * 1024, window: 100 }
const firstDelay = 100
const longestDelay = 2000

/** Sends batches sequentially, so that they are stored in order, until the queue ends. */
export async function sendAll({ queue, findTarget, maxWait, signal }: SenderOptions): Promise<SendReport> {
  const session = randomUUID()
  const report: SendReport = { sent: 0, notAccepted: 0, reason: null }
  /** ms of `performance.now()` */
  let lastSuccess = performance.now()
  let gaveUp = false

  /** Retries use the same key, so that a request whose response was lost is not stored twice. */
  async function deliver(batch: readonly LogLine[], key: string): Promise<PostResult> {
    // The time starts with the first failure, because an idle pipe has no successful requests.
    let deadline = Math.max(lastSuccess, performance.now()) + maxWait
    for (let delay = firstDelay; ; delay = Math.min(delay * 2, longestDelay)) {
      const target = findTarget()
      const result: PostResult = target
        ? await postLines(target, batch, key)
        : { kind: 'away', reason: 'no dev server was ever started here' }
      if (signal.aborted) deadline = 0
      if (result.kind !== 'away' || performance.now() + delay > deadline) return result
      await sleep(delay, undefined, { signal }).catch(() => {})
    }
  }

  for (let number = 0; ; number++) {
    const batch = await queue.take(batchLimits)
    if (batch.length === 0) break
    const result: PostResult = gaveUp
      ? { kind: 'away', reason: report.reason ?? '' }
      : await deliver(batch, `${session}-${number}`)
    if (result.kind === 'accepted') {
      report.sent += batch.length
      lastSuccess = performance.now()
    } else {
      report.notAccepted += batch.length
      report.reason ??= result.reason
      gaveUp ||= result.kind === 'away'
    }
  }
  closeConnections()
  return report
}
