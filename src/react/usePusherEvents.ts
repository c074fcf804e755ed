'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { createLatestEvents, noEvents } from '../client/internal.ts'
import type { EventMeta, EventName, PayloadOf } from '../client/index.ts'
import type { WithType } from '../client/internal.ts'
import { useKit } from './kit-context.ts'
import { useLatest } from '../primitives/react.ts'

/** Options of {@link usePusherEvents}. */
export interface UsePusherEventsOptions<Payload, Selected = Payload> {
  /** Maximum number of payloads; the oldest are dropped first. @defaultValue 100 */
  limit?: number
  /** Maps a payload to the kept value; undefined drops it. @defaultValue none: the whole payload */
  select?: (payload: Payload, meta: EventMeta) => Selected | undefined
}

/**
 * The latest payloads of an event since the component mounted, newest last. Renders at most once per
 * frame, however many events arrive.
 *
 * @param name - null subscribes to nothing
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```ts
 * const articles = usePusherEvents<{ title: string }>('news', 'published', { limit: 10 })
 * const titles = articles.map(({ title }) => title)
 * ```
 */
export function usePusherEvents<
  const Name extends string,
  const Event extends EventName<Name>,
  Payload extends PayloadOf<Name, Event> = PayloadOf<Name, Event>,
  Selected = Payload,
>(
  name: Name | null | undefined,
  event: Event,
  options?: UsePusherEventsOptions<Payload, Selected>,
): readonly Selected[]
export function usePusherEvents<Payload = never, Selected = Payload>(
  ...call: WithType<
    Payload,
    [
      name: string | null | undefined,
      event: string,
      options?: UsePusherEventsOptions<NoInfer<Payload>, NoInfer<Selected>>,
    ]
  >
): readonly Selected[]
export function usePusherEvents(
  name: string | null | undefined,
  event: string,
  options: UsePusherEventsOptions<unknown, unknown> = {},
): readonly unknown[] {
  const kit = useKit('usePusherEvents')
  const latest = useLatest(options)
  const store = useMemo(
    () =>
      name
        ? createLatestEvents(kit, name, event, latest)
        : { subscribe: () => () => {}, getSnapshot: getEmptySnapshot },
    [kit, name, event, latest],
  )
  const { payloads } = useSyncExternalStore(store.subscribe, store.getSnapshot, getEmptySnapshot)
  const { limit } = options
  return useMemo(
    () =>
      limit === undefined || payloads.length <= limit ? payloads : payloads.slice(payloads.length - limit),
    [payloads, limit],
  )
}

const getEmptySnapshot = () => noEvents
