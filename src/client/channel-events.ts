import { batchEvent, isMarked, readPayload, unpackBatch } from '../channels/index.ts'
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

/** One event of the channel. */
interface EventLine {
  readonly event: string
  /** Copied on every change, so that a listener may leave while an event is told. */
  heard: readonly HandlerRef[]
  /** What pusher-js calls; null while it is not bound. */
  dispatcher: ((payload: unknown, metadata?: { user_id?: string | number }) => void) | null
}

export function createChannelEvents(name: string, context: KitContext): ChannelEvents {
  const lines = new Map<string, EventLine>()
  let anyListeners: readonly AnyListener[] = []
  let channel: ChannelLike | null = null
  let declared: {
    channels: ChannelDefinitions | undefined
    definition: ChannelDefinition | undefined
  } | null = null
  const keepsLast = /^(private-|private-encrypted-|presence-)?cache-/.test(name)
  let last: { data: unknown; meta: EventMeta } | null = null

  function lineOf(event: string): EventLine {
    const line = lines.get(event) ?? { event, heard: [], dispatcher: null }
    lines.set(event, line)
    return line
  }

  function report(event: string, cause: unknown) {
    context.reportError(new HandlerError(name, event, cause))
  }

  function schemaFor(event: string) {
    const { channels } = context.settings
    if (declared?.channels !== channels) declared = { channels, definition: context.definitionOf(name) }
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

  function callAny(data: unknown, meta: EventMeta) {
    for (const { handler } of anyListeners) {
      try {
        handler(meta.event, data, meta)
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

  function deliver(line: EventLine | undefined, data: unknown, meta: EventMeta) {
    if (anyListeners.length > 0) callAny(data, meta)
    if (keepsLast) keep(data, meta)
    if (line && line.heard.length > 0) tell(line.heard, data, meta)
  }

  function receive(line: EventLine, payload: unknown, sender: string | number | undefined) {
    const { event } = line
    const userId = sender === undefined ? null : String(sender)
    if (event === batchEvent) {
      for (const item of unpackBatch(payload)) {
        const { seq, epoch } = item
        const itemMeta = { channel: name, event: item.event, seq, epoch, userId }
        deliver(lines.get(item.event), item.data, itemMeta)
      }
    } else if (isMarked(payload)) {
      const { data, seq, epoch } = readPayload(payload)
      deliver(line, data, { channel: name, event, seq, epoch, userId })
    } else deliver(line, payload, { channel: name, event, seq: null, epoch: null, userId })
  }

  function bindEvent(event: string) {
    const line = lineOf(event)
    if (!channel || line.dispatcher) return
    line.dispatcher = (payload, metadata) => receive(line, payload, metadata?.user_id)
    channel.bind(event, line.dispatcher)
  }

  function unbindEvent(line: EventLine) {
    if (line.dispatcher) channel?.unbind(line.event, line.dispatcher)
    line.dispatcher = null
    if (line.heard.length === 0) lines.delete(line.event)
  }

  /** pusher-js calls global listeners first: binding the event there is in time for this very event. */
  const bindSeen = (event: string) => {
    if (!event.startsWith('pusher:')) bindEvent(event)
  }

  /** Unbinds what was bound for listeners of any event, or for one that is gone. */
  function unbindUnheard() {
    if (anyListeners.length > 0) return
    for (const line of lines.values()) {
      if (line.heard.length === 0 && line.event !== batchEvent) unbindEvent(line)
    }
  }

  return {
    hear(event, handler) {
      let isHeard = true
      // The same function may listen twice, so it is the ref that counts.
      const own = typeof handler === 'function' ? { current: handler } : handler
      const line = lineOf(event)
      line.heard = [...line.heard, own]
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
        line.heard = line.heard.filter((other) => other !== own)
        unbindUnheard()
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
        unbindUnheard()
      }
    },
    bind(next) {
      if (next === channel) return
      for (const line of lines.values()) unbindEvent(line)
      channel?.unbind_global(bindSeen)
      channel = next
      last = null
      bindEvent(batchEvent)
      for (const event of lines.keys()) bindEvent(event)
      if (anyListeners.length > 0) channel?.bind_global(bindSeen)
    },
    get isEmpty() {
      return anyListeners.length === 0 && [...lines.values()].every(({ heard }) => heard.length === 0)
    },
  }
}
