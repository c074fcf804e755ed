import { createClientEvents, type TriggerOptions } from './client-events.ts'
import { RequestError } from '../errors.ts'
import { isPage, pageInstead } from '../lib/html-page.ts'
import type { KitCore, Receipt } from '../core/kit-core.ts'
import { toJson } from '../lib/to-json.ts'

/** How an event is published through the app's server. */
export interface PublishOptions extends TriggerOptions {
  /** Everybody but this client gets the event; a client event never comes back to its sender anyway. @defaultValue false */
  toOthers?: boolean
}

/**
 * A `client-…` event goes over the socket, any other name is posted to `endpoints.trigger`.
 *
 * @returns the server's receipt; null for a client event, of which Pusher keeps no record
 */
export async function publish(
  core: KitCore,
  channel: string,
  event: string,
  data: unknown,
  { toOthers = false, ...options }: PublishOptions = {},
): Promise<Receipt | null> {
  if (event.startsWith('client-')) {
    await core.feature(createClientEvents).trigger(channel, event, data, options)
    return null
  }
  const body = toJson(data, channel, event, { channel, event, data, ...exclusion(core, toOthers) })
  return post(core, core.endpoints.trigger, channel, body)
}

/**
 * Posts a message to `endpoints.message`, where the app's server decides what it means.
 *
 * @param channel - undefined leaves it to the server, which takes the sender's own
 */
export async function sendMessage(
  core: KitCore,
  channel: string | undefined,
  type: string,
  payload: unknown,
): Promise<Receipt> {
  const body = toJson(payload, channel ?? '', type, { message_type: type, payload, channel })
  return post(core, core.endpoints.message, channel, body)
}

function exclusion({ connection }: KitCore, toOthers: boolean) {
  const { socketId } = connection.getSnapshot()
  return toOthers && socketId ? { socket_id: socketId } : {}
}

async function post(core: KitCore, url: string, channel: string | undefined, body: string): Promise<Receipt> {
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
  if (channel !== undefined) core.reportReceipt(channel, receipt)
  return receipt
}

/** Null where the server answers with nothing, or with something else than JSON. */
function parseAnswer(text: string): (Partial<Receipt> & { error?: unknown }) | null {
  try {
    return JSON.parse(text) as Partial<Receipt> | null
  } catch {
    return null
  }
}
