'use client'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { publish, sendMessage } from '../client/index.ts'
import type {
  ChannelLike,
  ChannelSnapshot,
  EventMeta,
  EventName,
  HandlersOf,
  PayloadOf,
  PublishOptions,
  Receipt,
  UndeclaredName,
} from '../client/index.ts'
import { useKit } from './kit-context.ts'
import { useHandlerRefs, type Handlers } from './useHandlerRefs.ts'
import { useLatest } from './useLatest.ts'

/** A channel as a component sees it. */
export interface PusherChannel<Name extends string = string> extends Omit<ChannelSnapshot, 'name'> {
  /** Null while there is no channel. */
  name: Name | null
  /** pusher-js's Channel; null until it is subscribed to. */
  channel: ChannelLike | null
  /**
   * A `client-…` event goes over the socket as soon as connection, subscription and rate limit allow; any other
   * name is posted to `endpoints.trigger`. Null is the receipt of a client event.
   */
  trigger: <const Event extends EventName<Name>>(
    event: Event,
    data: PayloadOf<Name, Event>,
    options?: PublishOptions,
  ) => Promise<Receipt | null>
  /** Posts to `endpoints.message`. */
  sendMessage: (type: string, payload: unknown) => Promise<Receipt>
  /** Subscribes again after an error. */
  retry: () => void
}

/** Options of {@link usePusherChannel}. */
export interface PusherChannelOptions {
  /** Called at each subscription, the first one and those after a reconnect. */
  onSubscribed?: () => void
  /** A cache channel had no event to begin with. */
  onCacheMiss?: () => void
}

/**
 * Subscribes to a channel for as long as the component is mounted, and listens to its events. Any number of
 * components share one subscription; handlers may change at every render.
 *
 * @param name - null subscribes to nothing
 * @throws outside a provider
 * @example
 * const { status } = usePusherChannel('news', 'published', (article) => show(article))
 * usePusherChannel('private-user-42', { notification: show, 'progress.updated': update })
 */
export function usePusherChannel<const Name extends string, const Event extends EventName<Name>>(
  name: Name | null | undefined,
  event: Event,
  handler: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void,
  options?: PusherChannelOptions,
): PusherChannel<Name>
export function usePusherChannel<const Name extends string>(
  name: Name | null | undefined,
  handlers?: HandlersOf<Name>,
  options?: PusherChannelOptions,
): PusherChannel<Name>
export function usePusherChannel<Payload, Name extends string = string>(
  name: (Name & UndeclaredName<Name>) | null | undefined,
  event: string,
  handler: (payload: Payload, meta: EventMeta) => void,
  options?: PusherChannelOptions,
): PusherChannel<Name>
export function usePusherChannel<Payloads extends object, Name extends string = string>(
  name: (Name & UndeclaredName<Name>) | null | undefined,
  handlers: { [Event in keyof Payloads]?: (payload: Payloads[Event], meta: EventMeta) => void },
  options?: PusherChannelOptions,
): PusherChannel<Name>
export function usePusherChannel(
  name: string | null | undefined,
  eventOrHandlers?: string | Handlers,
  handlerOrOptions?: Handlers[string] | PusherChannelOptions,
  shortFormOptions?: PusherChannelOptions,
): PusherChannel {
  const isShort = typeof eventOrHandlers === 'string'
  const handlers: Handlers = isShort
    ? { [eventOrHandlers]: handlerOrOptions as Handlers[string] }
    : (eventOrHandlers ?? {})
  const options = isShort ? shortFormOptions : (handlerOrOptions as PusherChannelOptions | undefined)
  return useChannel(name || null, handlers, options)
}

function useChannel(
  name: string | null,
  handlers: Handlers,
  options: PusherChannelOptions = {},
): PusherChannel {
  const kit = useKit('usePusherChannel')
  const store = useMemo(() => kit.channel(name ?? ''), [kit, name])
  const refOf = useHandlerRefs(store, handlers)
  const latest = useLatest(options)
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)

  // The set of events decides what is bound; the handlers themselves may change freely.
  const events = JSON.stringify(Object.keys(handlers).toSorted())
  useEffect(() => {
    if (name === null) return undefined
    const stops = (JSON.parse(events) as string[]).map((event) => kit.hear(name, event, refOf(event)))
    return () => {
      for (const stop of stops) stop()
    }
  }, [kit, name, events, refOf])

  useEffect(() => {
    if (name === null) return undefined
    const stopMiss = kit.hear(name, 'pusher:cache_miss', () => latest.current.onCacheMiss?.())
    const lease = kit.subscribe(name)
    return () => {
      stopMiss()
      lease.release()
    }
  }, [kit, name, latest])

  const { status } = snapshot
  useEffect(() => {
    if (status === 'subscribed') latest.current.onSubscribed?.()
  }, [status, latest])

  const trigger = useCallback(
    (event: string, data: unknown, publishOptions?: PublishOptions) =>
      name === null ? refuse() : publish(kit, name, event, data, publishOptions),
    [kit, name],
  )
  const send = useCallback(
    (type: string, payload: unknown) => (name === null ? refuse() : sendMessage(kit, name, type, payload)),
    [kit, name],
  )
  const retry = useCallback(() => {
    if (name !== null) kit.retry(name)
  }, [kit, name])

  return useMemo(
    () => ({
      ...snapshot,
      name,
      channel: (name !== null && kit.client.getSnapshot().client?.channel(name)) || null,
      trigger,
      sendMessage: send,
      retry,
    }),
    [kit, name, snapshot, trigger, send, retry],
  )
}

function refuse(): Promise<never> {
  return Promise.reject(
    new Error('Expected a channel name but got null; wait for the name before you send to the channel.'),
  )
}
