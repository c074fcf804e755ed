'use client'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { idleChannel, publish, sendMessage, withLease } from '../client/internal.ts'
import type {
  ChannelSnapshot,
  EventMeta,
  EventName,
  MessagePayload,
  MessageType,
  PublishOptions,
  Receipt,
  TriggerData,
  TriggerEvent,
} from '../client/index.ts'
import type { HandlerOf, HandlerRef, KitCore, NoCall, TextIn, WithType } from '../client/internal.ts'
import { noChannelName } from '../client/texts.ts'
import { useKit } from './kit-context.ts'
import { useHandlerRefs, type Handlers } from './useHandlerRefs.ts'
import { useLatest } from '../primitives/react.ts'

/** The result of {@link usePusherChannel}. */
export interface UsePusherChannelResult<Name extends string = string> extends Omit<ChannelSnapshot, 'name'> {
  /** Null without a channel. */
  name: Name | null
  /**
   * Sends a `client-…` event over the socket as soon as connection, subscription and rate limit allow; posts any other
   * event to `endpoints.trigger`. Resolves with null for a client event.
   *
   * @throws {@link TriggerError} when a client event is illegal, expired, rejected or unconfirmed
   * @throws {@link PayloadError} when a client event does not match its declaration, or the payload is not serializable
   * as JSON
   * @throws {@link RequestError} when the endpoint responds with an error, or does not respond
   */
  trigger: <const Event extends TriggerEvent<Name>>(
    event: Event,
    data: TriggerData<Name, Event>,
    options?: PublishOptions,
  ) => Promise<Receipt | null>
  /**
   * Posts to `endpoints.message`, where the app's server interprets the message.
   *
   * @throws {@link PayloadError} when the payload is not serializable as JSON
   * @throws {@link RequestError} when the endpoint responds with an error, or does not respond
   */
  sendMessage: <const Type extends MessageType<Name>>(
    type: Type,
    payload: MessagePayload<Name, Type>,
  ) => Promise<Receipt>
  /** Subscribes again after an error. */
  retry: () => void
}

/** Options of {@link usePusherChannel}. */
export interface UsePusherChannelOptions {
  /** Called after each subscription: the first one, and those after a reconnect. */
  onSubscribed?: () => void
  /** Called when a cache channel has no cached event. */
  onCacheMiss?: () => void
}

/**
 * Subscribes to a channel while the component is mounted, and listens to its events. Components share one
 * subscription. Handlers may change at every render.
 *
 * @param name - null subscribes to nothing
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```ts
 * const { status, error, retry } = usePusherChannel('news', 'published', (article) => show(article))
 *
 * usePusherChannel<{ notification: { title: string }; 'progress.updated': { percent: number } }>(
 *   `private-user-${user.id}`,
 *   {
 *     notification: ({ title }) => show(title),
 *     'progress.updated': ({ percent }, { seq }) => show(percent, seq),
 *   },
 * )
 * ```
 */
export function usePusherChannel<const Name extends string, const Event extends EventName<Name>>(
  name: Name | null | undefined,
  event: Event,
  handler: HandlerOf<Name, Event>,
  options?: UsePusherChannelOptions,
): UsePusherChannelResult<Name>
export function usePusherChannel<const Name extends string, Handlers>(
  name: Name | null | undefined,
  handlers?: NoInfer<{ [Event in EventName<Name>]?: HandlerOf<Name, Event> }> | TextIn<Handlers>,
  ...options: Handlers extends string ? NoCall : [options?: UsePusherChannelOptions]
): UsePusherChannelResult<Name>
export function usePusherChannel<Payload = never>(
  ...call: WithType<
    Payload,
    [
      name: string | null | undefined,
      event: string,
      handler: (payload: NoInfer<Payload>, meta: EventMeta) => void,
      options?: UsePusherChannelOptions,
    ]
  >
): UsePusherChannelResult
export function usePusherChannel<Payloads extends object = never>(
  ...call: WithType<
    Payloads,
    [
      name: string | null | undefined,
      handlers: {
        [Event in keyof NoInfer<Payloads>]?: (payload: NoInfer<Payloads>[Event], meta: EventMeta) => void
      },
      options?: UsePusherChannelOptions,
    ]
  >
): UsePusherChannelResult
export function usePusherChannel(
  name?: string | null,
  eventOrHandlers?: unknown,
  ...[handlerOrOptions, shortFormOptions]: unknown[]
): UsePusherChannelResult {
  const isShort = typeof eventOrHandlers === 'string'
  const handlers = isShort ? { [eventOrHandlers]: handlerOrOptions } : (eventOrHandlers ?? {})
  const options = isShort ? shortFormOptions : handlerOrOptions
  return useChannel(name || null, handlers, options as UsePusherChannelOptions | undefined)
}

function useChannel(
  name: string | null,
  handlers: Handlers,
  options: UsePusherChannelOptions = {},
): UsePusherChannelResult {
  const kit = useKit('usePusherChannel')
  const store = useMemo(() => kit.channel(name ?? ''), [kit, name])
  const refOf = useHandlerRefs(store, handlers)
  const latest = useLatest(options)
  // A Suspense boundary may hydrate after the channel is subscribed. Its markup must match the server's.
  const serverSnapshot = useMemo(() => idleChannel(name ?? ''), [name])
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, () => serverSnapshot)
  useListeners(kit, name, Object.keys(handlers), refOf)

  useEffect(() => {
    if (name === null) return undefined
    const stopMiss = kit.on(name, 'pusher:cache_miss', () => latest.current.onCacheMiss?.())
    return withLease(kit.subscribe(name), stopMiss)
  }, [kit, name, latest])

  // Once per subscription: StrictMode runs effects twice, and a render may get only the last of several states.
  const notified = useRef<object>(null)
  useEffect(() => {
    const check = () => {
      const isSubscribed = store.getSnapshot().status === 'subscribed'
      const isNew = isSubscribed && notified.current !== store
      notified.current = isSubscribed ? store : null
      if (isNew) latest.current.onSubscribed?.()
    }
    check()
    return store.subscribe(check)
  }, [store, latest])

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
      trigger,
      sendMessage: send,
      retry,
    }),
    [name, snapshot, trigger, send, retry],
  )
}

/**
 * Listens to these events. Only a change of the event names binds or unbinds; handlers may change at every render. An
 * event that stays in the set stays bound, so that a cache channel does not deliver its last event again.
 */
function useListeners(
  kit: KitCore,
  name: string | null,
  names: readonly string[],
  refOf: (event: string) => HandlerRef,
) {
  const stops = useRef(new Map<string, () => void>())
  useEffect(() => {
    const listening = stops.current
    return () => {
      for (const stop of listening.values()) stop()
      listening.clear()
    }
  }, [kit, name, refOf])

  const events = JSON.stringify(names.toSorted())
  useEffect(() => {
    if (name === null) return
    const listening = stops.current
    const wanted = new Set(JSON.parse(events) as string[])
    for (const [event, stop] of listening) {
      if (wanted.has(event)) continue
      stop()
      listening.delete(event)
    }
    for (const event of wanted) {
      if (!listening.has(event)) listening.set(event, kit.on(name, event, refOf(event)))
    }
  }, [kit, name, events, refOf])
}

function refuse(): Promise<never> {
  return Promise.reject(new Error(noChannelName))
}
