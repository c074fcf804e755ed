import type { FetchHistoryPage, HistoryPage, HistoryRequest } from '../event-log-types.ts'
import { defaultTimeout } from '../../auth/requests.ts'
import { textInTime } from '../../lib/body-in-time.ts'
import { inTime } from '../../lib/in-time.ts'
import type { KitCore } from '../../core/kit-core.ts'
import { type ClientErrorCode, PusherKitError } from '../../errors.ts'
import { isRecord } from '../store/line-fields.ts'

/** The codes of {@link HistoryError}; their headings in docs/errors.md say what to do. */
export type HistoryErrorCode = Extract<ClientErrorCode, `history_${string}`>

/**
 * Why a page of history could not be had.
 *
 * It is the `error` of a log, and comes to `onError`.
 *
 * @example
 * ```ts
 * const { error, retry } = useEventLog({ channel: 'logs' })
 * if (error instanceof HistoryError && !error.isFinal) void retry()
 * ```
 */
export class HistoryError extends PusherKitError {
  /** What went wrong; its heading in docs/errors.md says what to do. */
  readonly code: HistoryErrorCode
  /** The channel whose history was asked for. */
  readonly channel: string
  /** HTTP status of the answer; null when there was none. */
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

  /** True when asking again cannot help: the server understood, and refuses. */
  get isFinal(): boolean {
    const { status } = this
    return status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429
  }
}

/** A page that says that there is more and gives no way there: asking again would give it again, for ever. */
export class StuckHistoryError extends HistoryError {
  constructor(channel: string, cursor: number | null) {
    const expected = `Expected the next page of the history of ${channel} to begin elsewhere`
    const remedy = 'Answer with a `next_cursor` that advances, or with `has_more: false`.'
    super('history_malformed', channel, null, `${expected}, but got next_cursor ${cursor}. ${remedy}`)
    this.name = 'HistoryError'
  }
}

/** Pages of `GET {endpoints.history}`, checked at the door. */
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
      const message = `Expected the history of ${channel}, but the request failed. It is tried again.`
      throw new HistoryError('history_failed', channel, null, message, error)
    }
    const { status } = response
    if (status === 401 || status === 403) {
      const message = `Expected leave to read the history of ${channel}, but got ${status}. Allow it in the server's \`history\` policy.`
      throw new HistoryError('history_denied', channel, status, message)
    }
    if (!response.ok) {
      const message = `Expected the history of ${channel}, but got ${status}. Check \`endpoints.history\`.`
      throw new HistoryError('history_failed', channel, status, message)
    }
    const { timeout = defaultTimeout } = settings.auth ?? {}
    const text = await textInTime(response, timeout, () => controller.abort()).catch((error: unknown) => {
      const message = `Expected the history of ${channel}, but the answer broke off. It is tried again.`
      throw new HistoryError('history_failed', channel, null, message, error)
    })
    const page = parseJson(text)
    if (!isHistoryPage(page)) {
      const message = `Expected a page of history for ${channel}, but got something else. Check \`endpoints.history\`.`
      throw new HistoryError('history_malformed', channel, status, message)
    }
    return page
  }
}

/** Pages of the app's own `history` function, within the time that a page of the endpoint has. */
export function ownHistory({ settings }: KitCore, history: FetchHistoryPage): FetchHistoryPage {
  return async (request) => {
    const { channel, signal: outer } = request
    const { timeout = defaultTimeout } = settings.auth ?? {}
    const limit = { what: `page of history of ${channel}`, timeout, outer }
    const page = await inTime(limit, async (signal) => history({ ...request, signal }))
    if (!isHistoryPage(page)) {
      const message = `Expected a page of history for ${channel}, but the \`history\` function gave something else. Return \`events\`, \`epoch\`, \`last_seq\`, \`next_cursor\` and \`has_more\`.`
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

/** True for a page with all that a log reads of it. */
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
