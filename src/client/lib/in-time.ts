import { startTimer } from '../../primitives/index.ts'

export interface TimeLimit {
  /** What the promise waits for, for error messages. */
  what: string
  /** ms. */
  timeout: number
  /** Aborts the wait too. */
  outer?: AbortSignal | null | undefined
}

/**
 * The result of `run`, whose signal is aborted after `timeout`.
 *
 * @throws the abort reason, immediately, whether or not `run` observes the signal
 */
export async function inTime<T>(
  { what, timeout, outer }: TimeLimit,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const controller = new AbortController()
  const { signal } = controller
  const follow = () => controller.abort(outer?.reason)
  const stopTimer = startTimer(() => controller.abort(new Error(`no ${what} within ${timeout} ms`)), timeout)
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
  outer?.addEventListener('abort', follow)
  try {
    return await Promise.race([run(signal), ended])
  } finally {
    stopTimer()
    outer?.removeEventListener('abort', follow)
  }
}
