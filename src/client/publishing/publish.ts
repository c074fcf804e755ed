import { createClientEvents, type TriggerOptions } from './client-events.ts'
import { RequestError, TriggerError } from '../errors.ts'
import { isPage } from '../lib/html-page.ts'
import { pageInstead } from '../texts.ts'
import type { KitCore, Receipt } from '../core/kit-core.ts'
import { toJson } from '../lib/to-json.ts'

/** Options of `trigger`. */
export interface PublishOptions extends TriggerOptions {
  /** Excludes this client from the event's receivers; client events always do. @defaultValue false */
  toOthers?: boolean
}

/**
 * Sends a `client-…` event over the socket; posts any other event to `endpoints.trigger`.
 *
 * @returns the server's receipt; null for a client event, which Pusher does not acknowledge
 */
export async function publish(
  core: KitCore,
  channel: string,
  event: string,
  data: unknown,
  { toOthers = false, ...options }: PublishOptions = {},
): Promise<Receipt | null> {
  const undeclared = core.undeclared(channel, event)
  if (undeclared) throw new TriggerError(channel, event, 'undeclared', undeclared.detail)
  if (event.startsWith('client-')) {
    await core.feature(createClientEvents).trigger(channel, event, data, options)
    return null
  }
  const { socketId } = core.connection.getSnapshot()
  const isExcluded = toOthers && socketId !== null
  const exclusion = isExcluded ? { socket_id: socketId } : {}
  const body = toJson(data, channel, event, { channel, event, data, ...exclusion })
  return post(core, core.endpoints.trigger, { channel, body, isExcluded })
}

/**
 * Posts a message to `endpoints.message`, where the app's server interprets it.
 *
 * @param channel - undefined for the sender's own channel
 */
export async function sendMessage(
  core: KitCore,
  channel: string | undefined,
  type: string,
  payload: unknown,
): Promise<Receipt> {
  const body = toJson(payload, channel ?? '', type, { message_type: type, payload, channel })
  return post(core, core.endpoints.message, { channel, body, isExcluded: false })
}

interface Posted {
  /** undefined for the sender's own channel */
  channel: string | undefined
  body: string
  /** True when the server leaves this client out of the receivers. */
  isExcluded: boolean
}

async function post(core: KitCore, url: string, { channel, body, isExcluded }: Posted): Promise<Receipt> {
  const response = await core.request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const text = await response.text()
  const answer = parseAnswer(text)
  if (!response.ok) {
    const detail = typeof answer?.error === 'string' ? `: ${answer.error}` : ''
    throw new RequestError(url, response.status, `${response.status}${detail}`)
  }
  if (isPage(response, text)) throw new RequestError(url, response.status, pageInstead(response.status, url))
  const receipt: Receipt = { ...answer, seq: answer?.seq ?? null, epoch: answer?.epoch ?? null }
  if (channel !== undefined) core.reportReceipt(channel, receipt, isExcluded)
  return receipt
}

/** Null for an empty body, and for one that is not JSON. */
function parseAnswer(text: string): (Partial<Receipt> & { error?: unknown }) | null {
  try {
    return JSON.parse(text) as Partial<Receipt> | null
  } catch {
    return null
  }
}
