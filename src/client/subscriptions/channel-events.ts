import { unpackBatch } from '../../channels/index.ts'
import { batchEvent, isMarked, readPayload } from '../../channels/internal.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../../channels/index.ts'
import { checkedPayload } from './checked-payload.ts'
import { HandlerError } from '../errors.ts'
import { schemaOf } from './event-schema.ts'
import type { KitContext } from '../core/kit-context.ts'
import type { AnyEventHandler, EventHandler, EventMeta, HandlerRef } from '../core/kit-core.ts'
import type { ChannelLike } from '../core/pusher-like.ts'

/**
 * The listeners of one channel. Each event is bound once to pusher-js's Channel and fanned out here, so that
 * listeners outlive the Channel object, cannot stop each other, and cost pusher-js nothing.
 */
export interface ChannelEvents {
  on(event: string, handler: EventHandler | HandlerRef): () => void
  onAny(handler: AnyEventHandler): () => void
  /** The same with checked payloads, and the event that a cache channel keeps. */
  onAnyChecked(handler: AnyEventHandler): () => void
  /**
   * Calls at the end of the tick with the event that a cache channel keeps, when that is `event` and no other one
   * has come until then.
   */
  replay(event: string, handler: EventHandler): void
  /** Listens to this Channel object from now on, and to no other. */
  bind(channel: ChannelLike | null): void
  readonly isEmpty: boolean
}

interface AnyListener {
  readonly handler: AnyEventHandler
  /** It gets payloads as their declaration gives them out. */
  readonly isChecked: boolean
  isActive: boolean
}

interface Listener {
  readonly ref: HandlerRef
  /** False once it has stopped, also in the middle of an event. */
  readonly isActive: boolean
}

/** No listeners. */
const noListeners: readonly never[] = []

/** So many events that only listeners of every event read stay bound; the one first seen goes first. */
const seenLimit = 32

/** One event of the channel. */
interface EventBinding {
  readonly event: string
  /** Copied on every change, so that a listener may leave while an event is dispatched. */
  listeners: readonly Listener[]
  /** What pusher-js calls; null while it is not bound. */
  dispatcher: ((payload: unknown, metadata?: { user_id?: string | number }) => void) | null
}

export function createChannelEvents(name: string, context: KitContext): ChannelEvents {
  const bindings = new Map<string, EventBinding>()
  /** Events bound for listeners of every event. */
  const seen = new Set<string>()
  let anyListeners: readonly AnyListener[] = []
  let checkedListeners = 0
  let channel: ChannelLike | null = null
  let declared: {
    channels: ChannelDefinitions | undefined
    definition: ChannelDefinition | undefined
  } | null = null
  const keepsLast = /^(private-|private-encrypted-|presence-)?cache-/.test(name)
  /** The event that a cache channel keeps: the last one that the server published. */
  let last: { data: unknown; meta: EventMeta } | null = null

  function bindingOf(event: string): EventBinding {
    const binding = bindings.get(event) ?? { event, listeners: [], dispatcher: null }
    bindings.set(event, binding)
    return binding
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
  function dispatch(
    targets: readonly Listener[],
    anyTargets: readonly AnyListener[],
    data: unknown,
    meta: EventMeta,
  ) {
    const schema = schemaFor(meta.event)
    const checked = schema ? checkedPayload(context, schema, data, name, meta.event) : { value: data }
    if (!checked) return
    call(targets, checked.value, meta)
    callAny(anyTargets, true, checked.value, meta)
  }

  // The hot path: no closure for an event or a listener, one `meta` for all of them.
  function call(targets: readonly Listener[], payload: unknown, meta: EventMeta) {
    for (const listener of targets) {
      if (!listener.isActive) continue
      try {
        // Without the ref as `this`.
        const { current: handler } = listener.ref
        handler(payload, meta)
      } catch (cause) {
        report(meta.event, cause)
      }
    }
  }

  function callAny(listeners: readonly AnyListener[], isChecked: boolean, data: unknown, meta: EventMeta) {
    for (const listener of listeners) {
      if (!listener.isActive || listener.isChecked !== isChecked) continue
      try {
        const { handler } = listener
        handler(meta.event, data, meta)
      } catch (cause) {
        report(meta.event, cause)
      }
    }
  }

  /**
   * pusher-js calls global listeners before those of the event, and for events that nobody here reads too: one of
   * these may be newer than the last that was read.
   */
  const recordLast = (event: string, payload: unknown) => {
    // The event of a batch stays bound, and its last item is kept as it is delivered.
    if (event === 'pusher:cache_miss') last = null
    else if (isCached(event) && event !== batchEvent) {
      const { data, seq, epoch } = isMarked(payload)
        ? readPayload(payload)
        : { data: payload, seq: null, epoch: null }
      last = { data, meta: { channel: name, event, seq, epoch, userId: null } }
    }
  }

  function deliver(binding: EventBinding | undefined, data: unknown, meta: EventMeta) {
    if (keepsLast && isCached(meta.event)) last = { data, meta }
    const targets = binding?.listeners ?? noListeners
    const anyTargets = checkedListeners > 0 ? anyListeners : noListeners
    if (anyListeners.length > checkedListeners) callAny(anyListeners, false, data, meta)
    if (targets.length > 0 || checkedListeners > 0) dispatch(targets, anyTargets, data, meta)
  }

  /** Members send client events, so nothing in them counts as a mark of the server. */
  function receiveFromMember({ event }: EventBinding, payload: unknown, userId: string | null) {
    const { data } = readPayload(payload)
    deliver(bindings.get(event), data, { channel: name, event, seq: null, epoch: null, userId })
  }

  function receive(binding: EventBinding, payload: unknown, sender: string | number | undefined) {
    const { event } = binding
    const userId = sender === undefined ? null : String(sender)
    if (event.startsWith('client-')) receiveFromMember(binding, payload, userId)
    else if (event === batchEvent) {
      for (const item of unpackBatch(payload)) {
        const { seq, epoch } = item
        const itemMeta = { channel: name, event: item.event, seq, epoch, userId }
        deliver(bindings.get(item.event), item.data, itemMeta)
      }
    } else if (isMarked(payload)) {
      const { data, seq, epoch } = readPayload(payload)
      deliver(binding, data, { channel: name, event, seq, epoch, userId })
    } else deliver(binding, payload, { channel: name, event, seq: null, epoch: null, userId })
  }

  function bindEvent(event: string) {
    const binding = bindingOf(event)
    if (!channel || binding.dispatcher) return
    binding.dispatcher = (payload, metadata) => receive(binding, payload, metadata?.user_id)
    channel.bind(event, binding.dispatcher)
  }

  function unbindEvent(binding: EventBinding) {
    if (binding.dispatcher) channel?.unbind(binding.event, binding.dispatcher)
    binding.dispatcher = null
    if (binding.listeners.length === 0) bindings.delete(binding.event)
  }

  /** pusher-js calls global listeners first: binding the event there is in time for this very event. */
  const bindSeen = (event: string) => {
    if (event.startsWith('pusher:')) return
    bindEvent(event)
    recordSeen(event)
  }

  /** Names may be without number, so what nobody reads by its name stays bound for a while only. */
  function recordSeen(event: string) {
    if (event === batchEvent || seen.has(event)) return
    seen.add(event)
    if (seen.size <= seenLimit) return
    for (const first of seen) {
      seen.delete(first)
      unbindUnread(first)
      return
    }
  }

  function unbindUnread(event: string) {
    const binding = bindings.get(event)
    if (binding && binding.listeners.length === 0 && event !== batchEvent) unbindEvent(binding)
  }

  /** Unbinds what was bound for listeners of any event, or for one that is gone. */
  function unbindUnused() {
    if (anyListeners.length > 0) return
    seen.clear()
    for (const event of bindings.keys()) unbindUnread(event)
  }

  /** The event that a cache channel keeps, for a listener that came after it. */
  function replayTo(event: string | null, listener: Listener) {
    if (!last || (event !== null && last.meta.event !== event)) return
    const kept = last
    queueMicrotask(() => {
      // What came meanwhile is newer, and was delivered.
      if (listener.isActive && last === kept) dispatch([listener], noListeners, kept.data, kept.meta)
    })
  }

  function addAny(handler: AnyEventHandler, isChecked: boolean): AnyListener & { stop: () => void } {
    const own: AnyListener = { handler, isChecked, isActive: true }
    if (anyListeners.length === 0) channel?.bind_global(bindSeen)
    anyListeners = [...anyListeners, own]
    if (isChecked) checkedListeners += 1
    const stop = () => {
      if (!own.isActive) return
      own.isActive = false
      if (isChecked) checkedListeners -= 1
      anyListeners = anyListeners.filter((other) => other !== own)
      if (anyListeners.length === 0) channel?.unbind_global(bindSeen)
      unbindUnused()
    }
    return Object.assign(own, { stop })
  }

  return {
    on(event, handler) {
      const ref = typeof handler === 'function' ? { current: handler } : handler
      const own = { ref, isActive: true }
      const binding = bindingOf(event)
      binding.listeners = [...binding.listeners, own]
      bindEvent(event)
      replayTo(event, own)
      return () => {
        if (!own.isActive) return
        own.isActive = false
        binding.listeners = binding.listeners.filter((other) => other !== own)
        if (anyListeners.length > 0) recordSeen(event)
        unbindUnused()
      }
    },
    replay: (event, handler) => replayTo(event, { ref: { current: handler }, isActive: true }),
    onAny: (handler) => addAny(handler, false).stop,
    onAnyChecked(handler) {
      const own = addAny(handler, true)
      replayTo(null, {
        ref: { current: (payload, meta) => handler(meta.event, payload, meta) },
        get isActive() {
          return own.isActive
        },
      })
      return own.stop
    },
    bind(next) {
      for (const binding of bindings.values()) unbindEvent(binding)
      channel?.unbind_global(bindSeen)
      channel?.unbind_global(recordLast)
      seen.clear()
      channel = next
      last = null
      if (keepsLast) channel?.bind_global(recordLast)
      bindEvent(batchEvent)
      for (const event of bindings.keys()) bindEvent(event)
      if (anyListeners.length > 0) channel?.bind_global(bindSeen)
    },
    get isEmpty() {
      return (
        anyListeners.length === 0 &&
        [...bindings.values()].every(({ listeners: targets }) => targets.length === 0)
      )
    },
  }
}

/** What Pusher keeps on a cache channel: what the server published. */
function isCached(event: string): boolean {
  return !/^(pusher:|pusher_internal:|client-)/.test(event)
}
