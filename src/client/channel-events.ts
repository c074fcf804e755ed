import { batchEvent, checkPayload, matchChannel, readPayload, unpackBatch } from '../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../channels/index.ts'
import { HandlerError, PayloadError } from './errors.ts'
import type { AnyEventHandler, EventHandler, EventMeta } from './kit-core.ts'
import type { ChannelLike } from './pusher-like.ts'

/**
 * The listeners of one channel. Each event is bound once to pusher-js's Channel and fanned out here, so that
 * listeners outlive the Channel object, cannot stop each other, and cost pusher-js nothing.
 */
export interface ChannelEvents {
  hear(event: string, handler: EventHandler): () => void
  listenAll(handler: AnyEventHandler): () => void
  /** Listens to this Channel object from now on, and to no other. */
  bind(channel: ChannelLike | null): void
  readonly isEmpty: boolean
}

interface Context {
  readonly channels: ChannelDefinitions | undefined
  reportError(error: Error): void
}

export function createChannelEvents(name: string, context: Context): ChannelEvents {
  const handlers = new Map<string, readonly EventHandler[]>()
  let anyHandlers: readonly AnyEventHandler[] = []
  let channel: ChannelLike | null = null
  const bound = new Map<string, (data: unknown, metadata?: { user_id?: string | number }) => void>()
  let declared: {
    channels: ChannelDefinitions | undefined
    definition: ChannelDefinition | undefined
  } | null = null
  const keepsLast = /^(private-|private-encrypted-|presence-)?cache-/.test(name)
  let last: { event: string; data: unknown; meta: EventMeta } | null = null

  function call(run: () => void, event: string) {
    try {
      run()
    } catch (cause) {
      context.reportError(new HandlerError(name, event, cause))
    }
  }

  /** The payload as its schema gives it out; undefined when it does not fit. */
  function check(event: string, data: unknown): { value: unknown } | undefined {
    if (declared?.channels !== context.channels) {
      declared = { channels: context.channels, definition: definitionOf(context.channels, name) }
    }
    const definition = declared?.definition
    const schema = definition?.events[event] ?? definition?.clientEvents?.[event]
    if (!schema) return { value: data }
    const checked = checkPayload(schema, data)
    if (!checked.issues) return checked
    context.reportError(new PayloadError(name, event, checked.issues, data))
    return undefined
  }

  function deliver(event: string, data: unknown, meta: EventMeta) {
    for (const handler of anyHandlers) call(() => handler(event, data, meta), event)
    if (keepsLast && !event.startsWith('pusher:')) last = { event, data, meta }
    const heard = handlers.get(event)
    const checked = heard && check(event, data)
    if (!checked) return
    for (const handler of heard) call(() => handler(checked.value, meta), event)
  }

  function receive(event: string, payload: unknown, sender: string | number | undefined) {
    const userId = sender === undefined ? null : String(sender)
    if (event === batchEvent) {
      for (const item of unpackBatch(payload)) {
        const { seq, epoch } = item
        deliver(item.event, item.data, { channel: name, event: item.event, seq, epoch, userId })
      }
      return
    }
    const { data, seq, epoch } = readPayload(payload)
    deliver(event, data, { channel: name, event, seq, epoch, userId })
  }

  function bindEvent(event: string) {
    if (!channel || bound.has(event)) return
    const dispatcher = (data: unknown, metadata?: { user_id?: string | number }) =>
      receive(event, data, metadata?.user_id)
    bound.set(event, dispatcher)
    channel.bind(event, dispatcher)
  }

  function unbindEvent(event: string) {
    const dispatcher = bound.get(event)
    if (dispatcher) channel?.unbind(event, dispatcher)
    bound.delete(event)
  }

  /** pusher-js calls global listeners first: binding the event there is in time for this very event. */
  const bindSeen = (event: string) => {
    if (!event.startsWith('pusher:')) bindEvent(event)
  }

  return {
    hear(event, handler) {
      const own: EventHandler = (payload, meta) => handler(payload, meta)
      handlers.set(event, [...(handlers.get(event) ?? []), own])
      bindEvent(event)
      if (last?.event === event) {
        const { data, meta } = last
        // The last event of a cache channel, for one who came after it.
        queueMicrotask(() => {
          const checked = handlers.get(event)?.includes(own) && check(event, data)
          if (checked) call(() => own(checked.value, meta), event)
        })
      }
      return () => {
        const rest = (handlers.get(event) ?? []).filter((other) => other !== own)
        if (rest.length > 0) handlers.set(event, rest)
        else {
          handlers.delete(event)
          if (anyHandlers.length === 0) unbindEvent(event)
        }
      }
    },
    listenAll(handler) {
      const own: AnyEventHandler = (event, data, meta) => handler(event, data, meta)
      if (anyHandlers.length === 0) channel?.bind_global(bindSeen)
      anyHandlers = [...anyHandlers, own]
      return () => {
        const rest = anyHandlers.filter((other) => other !== own)
        if (rest.length === 0 && anyHandlers.length > 0) channel?.unbind_global(bindSeen)
        anyHandlers = rest
      }
    },
    bind(next) {
      if (next === channel) return
      for (const event of bound.keys()) unbindEvent(event)
      channel?.unbind_global(bindSeen)
      channel = next
      last = null
      bindEvent(batchEvent)
      for (const event of handlers.keys()) bindEvent(event)
      if (anyHandlers.length > 0) channel?.bind_global(bindSeen)
    },
    get isEmpty() {
      return handlers.size === 0 && anyHandlers.length === 0
    },
  }
}

/** The declaration of a channel; undefined when the app declared none that matches. */
export function definitionOf(
  channels: ChannelDefinitions | undefined,
  name: string,
): ChannelDefinition | undefined {
  return channels && matchChannel(channels, name)?.definition
}
