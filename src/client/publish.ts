import { createClientEvents, type TriggerOptions } from './client-events.ts'
import { RequestError } from './errors.ts'
import type { KitCore, Receipt } from './kit-core.ts'

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
    await core.part(createClientEvents).trigger(channel, event, data, options)
    return null
  }
  return post(core, core.endpoints.trigger, channel, { channel, event, data, ...exclusion(core, toOthers) })
}

/** Posts a message to `endpoints.message`, where the app's server decides what it means. */
export function sendMessage(
  core: KitCore,
  channel: string,
  type: string,
  payload: unknown,
): Promise<Receipt> {
  return post(core, core.endpoints.message, channel, { message_type: type, payload, channel })
}

function exclusion({ connection }: KitCore, toOthers: boolean) {
  const { socketId } = connection.getSnapshot()
  return toOthers && socketId ? { socket_id: socketId } : {}
}

async function post(core: KitCore, url: string, channel: string, body: object): Promise<Receipt> {
  const response = await core.request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json().catch(() => null)) as (Partial<Receipt> & { error?: unknown }) | null
  if (!response.ok) {
    const detail = typeof answer?.error === 'string' ? `: ${answer.error}` : ''
    throw new RequestError(url, response.status, `${response.status}${detail}`)
  }
  const receipt: Receipt = { ...answer, seq: answer?.seq ?? null, epoch: answer?.epoch ?? null }
  core.reportReceipt(channel, receipt)
  return receipt
}
