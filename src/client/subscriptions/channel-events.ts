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

interface Listener {
  readonly ref: HandlerRef
  /** False once the listener is removed, also during a dispatch. */
  isActive: boolean
}

interface Listeners {
  /** Copied on every change, so that a listener may be removed during a dispatch. */
  listeners: readonly Listener[]
}

const noListeners: readonly never[] = []

/** Maximum number of events that are bound only for listeners of every event; the oldest is unbound first. */
const seenLimit = 32

/** One event of the channel. */
interface EventBinding extends Listeners {
  readonly event: string
  /** The callback bound to pusher-js; null while it is not bound. */
  dispatcher: ((payload: unknown, metadata?: { user_id?: string | number }) => void) | null
}

export function createChannelEvents(name: string, context: KitContext): ChannelEvents {
  const bindings = new Map<string, EventBinding>()
  /** Events bound for listeners of every event. */
  const seen = new Set<string>()
  /** Listeners of every event, with validated payloads. */
  const checkedAny: Listeners = { listeners: noListeners }
  /** Listeners of every event, with payloads that are not validated. */
  const uncheckedAny: Listeners = { listeners: noListeners }
  let channel: ChannelLike | null = null
  let declared: {
    channels: ChannelDefinitions | undefined
    definition: ChannelDefinition | undefined
  } | null = null
  const keepsLast = /^(private-|private-encrypted-|presence-)?cache-/.test(name)
  /** The cached event of a cache channel: the last one that the server published. */
  let last: { data: unknown; meta: EventMeta } | null = null

  const hasAny = () => checkedAny.listeners.length > 0 || uncheckedAny.listeners.length > 0

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
    anyTargets: readonly Listener[],
    data: unknown,
    meta: EventMeta,
  ) {
    const schema = schemaFor(meta.event)
    const checked = schema ? checkedPayload(context, schema, data, name, meta.event) : { value: data }
    if (!checked) return
    call(targets, checked.value, meta)
    call(anyTargets, checked.value, meta)
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
    const anyTargets = checkedAny.listeners
    call(uncheckedAny.listeners, data, meta)
    if (targets.length > 0 || anyTargets.length > 0) dispatch(targets, anyTargets, data, meta)
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
    if (hasAny()) return
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

  /** @param left - called when the listener is removed */
  function add(list: Listeners, ref: HandlerRef, left: () => void): { own: Listener; stop: () => void } {
    const own = { ref, isActive: true }
    list.listeners = [...list.listeners, own]
    const stop = () => {
      own.isActive = false
      list.listeners = list.listeners.filter((other) => other !== own)
      left()
      unbindUnused()
    }
    return { own, stop }
  }

  function addAny(list: Listeners, handler: AnyEventHandler) {
    if (!hasAny()) channel?.bind_global(bindSeen)
    const ref = { current: (payload: unknown, meta: EventMeta) => handler(meta.event, payload, meta) }
    return add(list, ref, () => {
      if (!hasAny()) channel?.unbind_global(bindSeen)
    })
  }

  return {
    on(event, handler) {
      const binding = bindingOf(event)
      const { own, stop } = add(
        binding,
        typeof handler === 'function' ? { current: handler } : handler,
        () => {
          if (hasAny()) recordSeen(event)
        },
      )
      bindEvent(event)
      replayTo(event, own)
      return stop
    },
    replay: (event, handler) => replayTo(event, { ref: { current: handler }, isActive: true }),
    onAny: (handler) => addAny(uncheckedAny, handler).stop,
    onAnyChecked(handler) {
      const { own, stop } = addAny(checkedAny, handler)
      replayTo(null, own)
      return stop
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
      if (hasAny()) channel?.bind_global(bindSeen)
    },
    get isEmpty() {
      return !hasAny() && [...bindings.values()].every(({ listeners: targets }) => targets.length === 0)
    },
  }
}

/** Cache channels keep events that the server published. */
function isCached(event: string): boolean {
  return !/^(pusher:|pusher_internal:|client-)/.test(event)
}
