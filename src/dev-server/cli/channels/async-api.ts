import type { ChannelDefinitions } from '../../../channels/index.ts'
import { jsonSchemaOf, messagesOf, untypedOf } from './declared-messages.ts'

/** A channel of the document. */
interface AsyncApiChannel {
  address: string
  parameters?: Record<string, object>
  messages: Record<string, { name: string; payload: object }>
  'x-persist': boolean
  'x-member'?: object
}

interface Reference {
  $ref: string
}

/** An AsyncAPI document (specification 3.0.0) from the view of the app's server. */
export interface AsyncApiDocument {
  asyncapi: '3.0.0'
  info: { title: string; version: string }
  defaultContentType: 'application/json'
  channels: Record<string, AsyncApiChannel>
  operations: Record<string, { action: 'send' | 'receive'; channel: Reference; messages: Reference[] }>
}

/** The declaration as AsyncAPI 3. Events whose payload has no JSON Schema get `{}`, which allows any value. */
export function asyncApiOf(
  channels: ChannelDefinitions,
  info: AsyncApiDocument['info'],
): { document: AsyncApiDocument; untyped: string[] } {
  const document: AsyncApiDocument = {
    asyncapi: '3.0.0',
    info,
    defaultContentType: 'application/json',
    channels: {},
    operations: {},
  }
  for (const [pattern, definition] of Object.entries(channels)) {
    const id = freeId(document.channels, pattern)
    const parameters = Array.from(pattern.matchAll(/\{(\w+)\}/g), ([, name = '']) => [name, {}] as const)
    const channel: AsyncApiChannel = {
      address: pattern,
      ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
      messages: {},
      'x-persist': definition.persist ?? false,
      ...(definition.member && { 'x-member': jsonSchemaOf(definition.member) ?? {} }),
    }
    document.channels[id] = channel
    const sent: Reference[] = []
    const received: Reference[] = []
    for (const { name, sender, schema } of messagesOf(definition)) {
      const messageId = freeId(channel.messages, name)
      channel.messages[messageId] = { name, payload: schema ?? {} }
      const list = sender === 'server' ? sent : received
      list.push({ $ref: `#/channels/${id}/messages/${messageId}` })
    }
    const own = { $ref: `#/channels/${id}` }
    if (sent.length > 0) {
      document.operations[`${id}.publish`] = { action: 'send', channel: own, messages: sent }
    }
    if (received.length > 0) {
      document.operations[`${id}.receive`] = { action: 'receive', channel: own, messages: received }
    }
  }
  return { document, untyped: untypedOf(channels) }
}

/** A unique id of A-Z a-z 0-9 _ -, which needs no escaping in a reference. */
function freeId(taken: object, name: string): string {
  const id = name.replaceAll(/[{}]/g, '').replaceAll(/[^A-Za-z0-9_-]/g, '_')
  let free = id
  for (let count = 2; Object.hasOwn(taken, free); count++) free = `${id}-${count}`
  return free
}
