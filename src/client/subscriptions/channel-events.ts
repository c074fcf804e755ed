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
 * The listeners of one channel. Each event is bound once to pusher-js's Channel and dispatched here, so that listeners
 * stay when pusher-js replaces the Channel object, and an exception in one does not affect the others.
 */
export interface ChannelEvents {
  on(event: string, handler: EventHandler | HandlerRef): () => void
  onAny(handler: AnyEventHandler): () => void
  /** Like `onAny`, with validated payloads and the cached event of a cache channel. */
  onAnyChecked(handler: AnyEventHandler): () => void
  /**
   * Calls the handler in a microtask with the cached event of a cache channel, if its name is `event` and no newer one
   * was received until then.
   */
  replay(event: string, handler: EventHandler): void
  /** Replaces the Channel object to listen to. */
  bind(channel: ChannelLike | null): void
  readonly isEmpty: boolean
}

interface AnyListener {
  readonly handler: AnyEventHandler
  /** True when the listener receives validated payloads. */
  readonly isChecked: boolean
  isActive: boolean
}

interface Listener {
  readonly ref: HandlerRef
  /** False once the listener is removed, also during a dispatch. */
  readonly isActive: boolean
}

const noListeners: readonly never[] = []

/** Maximum number of events that are bound only for listeners of every event; the oldest is unbound first. */
const seenLimit = 32

/** One event of the channel. */
interface EventBinding {
  readonly event: string
  /** Copied on every change, so that a listener may be removed during a dispatch. */
  listeners: readonly Listener[]
  /** The callback bound to pusher-js; null while it is not bound. */
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
  /** The cached event of a cache channel: the last one that the server published. */
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

  /** Calls the listeners with the output of the schema, or reports that the payload is invalid. */
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

  // Runs for every event: allocates no closures, and shares one `meta`.
  function call(targets: readonly Listener[], payload: unknown, meta: EventMeta) {
    for (const listener of targets) {
      if (!listener.isActive) continue
      try {
        // Called without the ref as `this`.
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
   * A global listener, because it is also called for events without a listener, which may be the newest. pusher-js calls
   * global listeners before those of the event.
   */
  const recordLast = (event: string, payload: unknown) => {
    // `kit:batch` is always bound; its last item is recorded on delivery.
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

  /** Client events come from members, so their `$kit` is removed and ignored. */
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

  /** pusher-js calls global listeners first, so an event that is bound here is still dispatched. */
  const bindSeen = (event: string) => {
    if (event.startsWith('pusher:')) return
    bindEvent(event)
    recordSeen(event)
  }

  /** The number of event names may be unbounded, so only the latest ones without a listener of their own stay bound. */
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

  /** Unbinds events without listeners, unless there are listeners of every event. */
  function unbindUnused() {
    if (anyListeners.length > 0) return
    seen.clear()
    for (const event of bindings.keys()) unbindUnread(event)
  }

  /** Calls a late listener with the cached event of a cache channel. */
  function replayTo(event: string | null, listener: Listener) {
    if (!last || (event !== null && last.meta.event !== event)) return
    const kept = last
    queueMicrotask(() => {
      // A newer event was delivered meanwhile.
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

/** Cache channels keep events that the server published. */
function isCached(event: string): boolean {
  return !/^(pusher:|pusher_internal:|client-)/.test(event)
}
