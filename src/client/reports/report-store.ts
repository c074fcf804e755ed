import { startTimer } from '../../primitives/index.ts'
import type { KitCore } from '../core/kit-core.ts'
import { RequestError } from '../errors.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import { createStore } from '../lib/store.ts'

/** The status of a report. */
export type ReportStatus =
  /** The first response has not arrived yet. */
  | 'loading'
  /** `data` is the latest response. */
  | 'ready'
  /** `data` is an earlier response: the last request failed, and is retried. */
  | 'stale'
  /**
   * The server refuses the report to this user. It is requested again by `refresh()`, or when the report has
   * a listener again.
   */
  | 'denied'
  /** No response so far: requests fail, and are retried. */
  | 'failed'

/** The state of a report. */
export interface ReportSnapshot<Report> {
  /** The report; null before the first response, and while the server refuses it. */
  data: Report | null
  /** The status of the report. */
  status: ReportStatus
  /** Why the last request failed; null after a successful one. */
  error: RequestError | null
  /** When `data` was received, epoch ms; null without data. */
  updatedAt: number | null
}

/** A report as a store. It is requested periodically while the store has listeners. */
export interface ReportStore<Report> extends ReadableStore<ReportSnapshot<Report>> {
  /** Requests the report now. Resolves when `data` or `error` is set, and never rejects. */
  refresh: () => Promise<void>
}

export interface ReportSource<Report> {
  url: string
  /** ms between a response and the next request. */
  interval: number
  /** The option that holds the URL, for error messages. */
  endpoint: string
  isReport: (body: unknown) => body is Report
}

/** Maximum delay between two failing requests, ms. */
const longestPause = 60_000

/** The snapshot before the first response, and on a server. */
export const loadingReport: ReportSnapshot<never> = {
  data: null,
  status: 'loading',
  error: null,
  updatedAt: null,
}

/**
 * Requests a report immediately, and again `interval` ms after each response. Makes no requests while the
 * page is hidden.
 */
export function createReportStore<Report>(
  core: KitCore,
  { url, interval, endpoint, isReport }: ReportSource<Report>,
): ReportStore<Report> {
  const store = createStore<ReportSnapshot<Report>>(loadingReport, watch)
  let asking: Promise<void> | undefined
  let stopTimer: (() => void) | undefined
  let isDue = false
  let failures = 0

  async function read(): Promise<Report> {
    const response = await core.request(url, { signal: core.session })
    const { status } = response
    if (!response.ok) throw new RequestError(url, status, `${status}. Check \`endpoints.${endpoint}\`.`)
    const body: unknown = await response.json().catch(() => undefined)
    if (isReport(body)) return body
    throw new RequestError(url, status, `a body that is not a report. Check \`endpoints.${endpoint}\`.`)
  }

  async function ask(): Promise<void> {
    try {
      const data = await read()
      failures = 0
      store.set({ data, status: 'ready', error: null, updatedAt: Date.now() })
    } catch (thrown) {
      if (core.session.aborted) return
      const error = thrown as RequestError
      failures++
      if (error.status === 401 || error.status === 403) {
        store.set({ data: null, status: 'denied', error, updatedAt: null })
        return
      }
      store.set({ status: store.getSnapshot().data === null ? 'failed' : 'stale', error })
    }
    wait(failures === 0 ? interval : Math.max(interval, Math.min(longestPause, interval * 2 ** failures)))
  }

  async function refresh(): Promise<void> {
    stopTimer?.()
    await (asking ??= ask().finally(() => (asking = undefined)))
  }

  function wait(ms: number): void {
    stopTimer?.()
    if (store.listeners > 0) stopTimer = startTimer(poll, ms)
  }

  function poll(): void {
    isDue = isHidden()
    if (!isDue) void refresh()
  }

  function onVisible(): void {
    if (isDue && !isHidden()) poll()
  }

  function watch(): () => void {
    const { updatedAt } = store.getSnapshot()
    const left = updatedAt === null ? 0 : updatedAt + interval - Date.now()
    // A request for the previous listener may still be pending.
    if (asking === undefined) {
      if (left > 0 && left <= interval) wait(left)
      else poll()
    }
    page()?.addEventListener('visibilitychange', onVisible)
    return () => {
      stopTimer?.()
      page()?.removeEventListener('visibilitychange', onVisible)
    }
  }

  return { subscribe: store.subscribe, getSnapshot: store.getSnapshot, refresh }
}

/** Undefined in Node and React Native. */
const page = () => globalThis.document as Document | undefined

const isHidden = () => page()?.hidden === true
