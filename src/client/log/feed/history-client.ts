import type { FetchHistoryPage, HistoryPage, HistoryRequest } from '../event-log-types.ts'
import { defaultTimeout } from '../../auth/requests.ts'
import { textInTime } from '../../lib/body-in-time.ts'
import { inTime } from '../../lib/in-time.ts'
import type { KitCore } from '../../core/kit-core.ts'
import { type ClientErrorCode, PusherKitError } from '../../errors.ts'
import { isRecord } from '../store/line-fields.ts'

/** The codes of {@link HistoryError}, which are headings of docs/errors.md. */
export type HistoryErrorCode = Extract<ClientErrorCode, `history_${string}`>

/**
 * A page of history could not be fetched.
 *
 * It is the `error` of a log, and is passed to `onError`.
 *
 * @example
 * ```tsx
 * const { error, retry } = useEventLog({ channel: 'logs' })
 * const mayPass = error instanceof HistoryError && !error.isFinal
 * const button = mayPass && <button onClick={() => void retry()}>Try again</button>
 * ```
 */
export class HistoryError extends PusherKitError {
  /** The error code, a heading of docs/errors.md. */
  readonly code: HistoryErrorCode
  /** The channel of the history. */
  readonly channel: string
  /** HTTP status of the response; null without one. */
  readonly status: number | null

  constructor(
    code: HistoryErrorCode,
    channel: string,
    status: number | null,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause)
    this.code = code
    this.channel = channel
    this.status = status
  }

  /** True when a retry cannot succeed: 4xx except 408 and 429. */
  get isFinal(): boolean {
    const { status } = this
    return status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429
  }
}

/** A page with `has_more` whose cursor does not advance. The next request would return the same page. */
export class StuckHistoryError extends HistoryError {
  constructor(channel: string, cursor: number | null) {
    const expected = `Expected the cursor of the history of ${channel} to advance`
    const remedy = 'Return a `next_cursor` that advances, or `has_more: false`.'
    super('history_malformed', channel, null, `${expected}, but got next_cursor ${cursor}. ${remedy}`)
    this.name = 'HistoryError'
  }
}

/** Fetches and validates pages of `GET {endpoints.history}`. */
export function endpointHistory(core: KitCore): FetchHistoryPage {
  return async (request) => {
    const controller = new AbortController()
    const abort = (): void => controller.abort(request.signal.reason)
    if (request.signal.aborted) abort()
    request.signal.addEventListener('abort', abort)
    try {
      return await readPage(core, request, controller)
    } finally {
      request.signal.removeEventListener('abort', abort)
    }
  }

  async function readPage(
    { settings, endpoints }: KitCore,
    request: HistoryRequest,
    controller: AbortController,
  ): Promise<HistoryPage> {
    const { channel } = request
    const { signal } = controller
    let response: Response
    try {
      response = await core.request(historyUrl(endpoints.history, request), { signal })
    } catch (error) {
      const message = `Expected the history of ${channel}, but the request failed. It is retried.`
      throw new HistoryError('history_failed', channel, null, message, error)
    }
    const { status } = response
    if (status === 401 || status === 403) {
      const message = `Expected access to the history of ${channel}, but got ${status}. Allow it in the server's \`history\` policy.`
      throw new HistoryError('history_denied', channel, status, message)
    }
    if (!response.ok) {
      const message = `Expected the history of ${channel}, but got ${status}. Check \`endpoints.history\`.`
      throw new HistoryError('history_failed', channel, status, message)
    }
    const { timeout = defaultTimeout } = settings.auth ?? {}
    const text = await textInTime(response, timeout, () => controller.abort()).catch((error: unknown) => {
      const message = `Expected the history of ${channel}, but the response was incomplete. It is retried.`
      throw new HistoryError('history_failed', channel, null, message, error)
    })
    const page = parseJson(text)
    if (!isHistoryPage(page)) {
      const message = `Expected a page of history for ${channel}, but got another response. Check \`endpoints.history\`.`
      throw new HistoryError('history_malformed', channel, status, message)
    }
    return page
  }
}

/** Fetches and validates pages of the app's `history` function, with the timeout of endpoint requests. */
export function ownHistory({ settings }: KitCore, history: FetchHistoryPage): FetchHistoryPage {
  return async (request) => {
    const { channel, signal: outer } = request
    const { timeout = defaultTimeout } = settings.auth ?? {}
    const limit = { what: `page of history of ${channel}`, timeout, outer }
    const page = await inTime(limit, async (signal) => history({ ...request, signal }))
    if (!isHistoryPage(page)) {
      const message = `Expected a page of history for ${channel}, but \`history\` returned another value. Return \`events\`, \`epoch\`, \`last_seq\`, \`next_cursor\` and \`has_more\`.`
      throw new HistoryError('history_malformed', channel, null, message)
    }
    return page
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function historyUrl(template: string, { channel, after, before, event, limit }: HistoryRequest): string {
  const name = encodeURIComponent(channel)
  const path = template.includes('{channel}')
    ? template.replace('{channel}', name)
    : `${template}/${name}/events`
  const query = new URLSearchParams({ limit: String(limit) })
  if (after !== undefined) query.set('after', String(after))
  if (before !== undefined) query.set('before', String(before))
  if (event !== undefined) query.set('event', event)
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}

/** True for a page with all fields that a log reads. */
export function isHistoryPage(page: unknown): page is HistoryPage {
  return (
    isRecord(page) &&
    Array.isArray(page.events) &&
    page.events.every(
      (event) => isRecord(event) && typeof event.seq === 'number' && typeof event.event === 'string',
    ) &&
    typeof page.last_seq === 'number'
  )
}
