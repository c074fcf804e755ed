import { batchEvent, readPayload, unpackBatch } from '../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../channels/index.ts'
import { checkedPayload } from './checked-payload.ts'
import { HandlerError } from './errors.ts'
import { schemaOf } from './event-schema.ts'
import type { KitContext } from './kit-context.ts'
import type { AnyEventHandler, EventHandler, EventMeta, HandlerRef } from './kit-core.ts'
import type { ChannelLike } from './pusher-like.ts'

/**
 * The listeners of one channel. Each event is bound once to pusher-js's Channel and fanned out here, so that
 * listeners outlive the Channel object, cannot stop each other, and cost pusher-js nothing.
 */
export interface ChannelEvents {
  hear(event: string, handler: EventHandler | HandlerRef): () => void
  listenAll(handler: AnyEventHandler): () => void
  /** Listens to this Channel object from now on, and to no other. */
  bind(channel: ChannelLike | null): void
  readonly isEmpty: boolean
}

interface AnyListener {
  readonly handler: AnyEventHandler
}

export function createChannelEvents(name: string, context: KitContext): ChannelEvents {
  // Copied on every change, so that a listener may leave while an event is told.
  // The same function may listen twice, so it is the ref that counts.
  const listeners = new Map<string, readonly HandlerRef[]>()
  let anyListeners: readonly AnyListener[] = []
  let channel: ChannelLike | null = null
  const bound = new Map<string, (data: unknown, metadata?: { user_id?: string | number }) => void>()
  let declared: {
    channels: ChannelDefinitions | undefined
    definition: ChannelDefinition | undefined
  } | null = null
  const keepsLast = /^(private-|private-encrypted-|presence-)?cache-/.test(name)
  let last: { data: unknown; meta: EventMeta } | null = null

  function report(event: string, cause: unknown) {
    context.reportError(new HandlerError(name, event, cause))
  }

  function schemaFor(event: string) {
    if (declared?.channels !== context.settings.channels) {
      declared = { channels: context.settings.channels, definition: context.definitionOf(name) }
    }
    return declared?.definition && schemaOf(declared.definition, event)
  }

  /** Calls the listeners with the payload as its schema gives it out, or reports that it does not fit. */
  function tell(heard: readonly HandlerRef[], data: unknown, meta: EventMeta) {
    const schema = schemaFor(meta.event)
    if (!schema) return call(heard, data, meta)
    const checked = checkedPayload(context, schema, data, name, meta.event)
    if (checked) call(heard, checked.value, meta)
  }

  // The hot path: no closure for an event or a listener, one `meta` for all of them.
  function call(heard: readonly HandlerRef[], payload: unknown, meta: EventMeta) {
    for (const { current: handler } of heard) {
      try {
        handler(payload, meta)
      } catch (cause) {
        report(meta.event, cause)
      }
    }
  }

  /** As Pusher does: the last event that the server published, for as long as the cache has it. */
  function keep(data: unknown, meta: EventMeta) {
    if (meta.event === 'pusher:cache_miss') last = null
    else if (!/^(pusher:|client-)/.test(meta.event)) last = { data, meta }
  }

  function deliver(data: unknown, meta: EventMeta) {
    const { event } = meta
    for (const { handler } of anyListeners) {
      try {
        handler(event, data, meta)
      } catch (cause) {
        report(event, cause)
      }
    }
    if (keepsLast) keep(data, meta)
    const heard = listeners.get(event)
    if (heard) tell(heard, data, meta)
  }

  function receive(event: string, payload: unknown, sender: string | number | undefined) {
    const userId = sender === undefined ? null : String(sender)
    if (event === batchEvent) {
      for (const item of unpackBatch(payload)) {
        const { seq, epoch } = item
        deliver(item.data, { channel: name, event: item.event, seq, epoch, userId })
      }
      return
    }
    const { data, seq, epoch } = readPayload(payload)
    deliver(data, { channel: name, event, seq, epoch, userId })
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
      let isHeard = true
      const own = typeof handler === 'function' ? { current: handler } : handler
      listeners.set(event, [...(listeners.get(event) ?? []), own])
      bindEvent(event)
      if (last?.meta.event === event) {
        const { data, meta } = last
        // The last event of a cache channel, for one who came after it.
        queueMicrotask(() => {
          if (isHeard) tell([own], data, meta)
        })
      }
      return () => {
        if (!isHeard) return
        isHeard = false
        const rest = (listeners.get(event) ?? []).filter((other) => other !== own)
        if (rest.length > 0) listeners.set(event, rest)
        else {
          listeners.delete(event)
          if (anyListeners.length === 0) unbindEvent(event)
        }
      }
    },
    listenAll(handler) {
      const own = { handler }
      if (anyListeners.length === 0) channel?.bind_global(bindSeen)
      anyListeners = [...anyListeners, own]
      return () => {
        const rest = anyListeners.filter((other) => other !== own)
        if (rest.length === 0 && anyListeners.length > 0) channel?.unbind_global(bindSeen)
        anyListeners = rest
      }
    },
    bind(next) {
      if (next === channel) return
      for (const event of bound.keys()) unbindEvent(event)
      channel?.unbind_global(bindSeen)
      channel = next
      last = null
      bindEvent(batchEvent)
      for (const event of listeners.keys()) bindEvent(event)
      if (anyListeners.length > 0) channel?.bind_global(bindSeen)
    },
    get isEmpty() {
      return listeners.size === 0 && anyListeners.length === 0
    },
  }
}
