'use client'
import { useProps } from '@mantine/core'
import { notificationsStore, type NotificationsStore } from '@mantine/notifications'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EventMeta } from '../../index.ts'
import { createNoticeIds } from '../notifications/notice-ids.ts'
import { mapEvent } from '../notifications/notice.ts'
import { itemOf } from '../notifications/inbox-item.ts'
import type { Notice } from '../notifications/notification-data.ts'
import type { NotificationInboxStore } from '../notifications/notification-inbox.ts'
import { defaultBridgeLabels, type NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { type NotificationMap, notificationMaps } from '../notifications/notification-maps.ts'
import { createTabSpeaker, type TabSpeaker } from '../notifications/tab-speaker.ts'
import { useInbox, useInboxSnapshot } from '../notifications/useInbox.ts'
import { notifyInBackground } from '../notifications/useNotificationPermission.ts'
import { useTitleBadge } from '../notifications/useTitleBadge.ts'
import { type Arrival, ChannelNotifications } from './ChannelNotifications.tsx'
import { ConnectionNotifications } from './ConnectionNotifications.tsx'
import type { NotificationMapsOf } from './maps-of.ts'
import { useToastFlow } from './useToastFlow.ts'

/** Props of {@link NotificationBridge}. */
export interface NotificationBridgeProps<Channel extends string = string> {
  /** Channel or channels whose events become notifications. */
  channel: Channel | readonly Channel[] | null

  /**
   * What becomes of each event; over the ready maps for `notification`, `content.generated`,
   * `progress.updated`. @defaultValue `{}`
   */
  map?: NotificationMapsOf<Channel>

  /** Where toasts are shown. @defaultValue Mantine's own store */
  store?: NotificationsStore

  /** Where notifications are kept. @defaultValue the one that `NotificationInbox` of this provider shows */
  inbox?: NotificationInboxStore

  /** Highest count of toasts on the screen at once. @defaultValue `5` */
  limit?: number

  /** More than `count` new ones within `window` ms collapse into a summary. @defaultValue `{ count: 5, window: 3000 }` */
  burst?: { count: number; window: number }

  /** Nothing pops up; the inbox fills all the same. @defaultValue `false` */
  doNotDisturb?: boolean

  /** Events that never pop up. @defaultValue none */
  mute?: readonly string[]

  /** For channels that the server persists: what was missed comes from history, as one summary. @defaultValue `false` */
  withHistory?: boolean

  /** A connection refused for good becomes a notification, too. @defaultValue `true` */
  withConnectionErrors?: boolean

  /** Shows a browser notification while the tab is hidden, if `useNotificationPermission` got the permission. @defaultValue `false` */
  withBrowserNotifications?: boolean

  /** Puts the number of unread ones into the page's title. @defaultValue `false` */
  withTitleBadge?: boolean

  /** Tabs with the same scope speak with one voice. @defaultValue `'react-pusher-kit:notifications'` */
  tabScope?: string

  /** A map threw, or a payload does not fit. @defaultValue throws out of band, for the console */
  onError?: (error: Error) => void

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationBridgeLabels>
}

const defaultProps = {
  store: notificationsStore,
  limit: 5,
  burst: { count: 5, window: 3000 },
  doNotDisturb: false,
  withHistory: false,
  withConnectionErrors: true,
  withBrowserNotifications: false,
  withTitleBadge: false,
  tabScope: 'react-pusher-kit:notifications',
} satisfies Partial<NotificationBridgeProps>

/** An error that nobody asked to hear of still reaches the console. */
function throwLater(error: Error): void {
  setTimeout(() => {
    throw error
  })
}

/**
 * Turns events into Mantine notifications: in one tab only, never a flood, and all of them in the inbox.
 * Renders nothing; put Mantine's `<Notifications />` on the page.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```tsx
 * import { NotificationBridge } from 'react-pusher-kit/mantine'
 *
 * export const Notifications = () => (
 *   <NotificationBridge
 *     channel={`private-user-${user.id}`}
 *     map={{ 'invoice.paid': () => ({ message: 'An invoice is paid', severity: 'success' }) }}
 *   />
 * )
 * ```
 */
export function NotificationBridge<const Channel extends string>(_props: NotificationBridgeProps<Channel>) {
  const props = useProps('NotificationBridge', defaultProps, _props as NotificationBridgeProps)
  const { channel, map, store, limit, burst, tabScope, withHistory } = props
  const inbox = useInbox(props.inbox)
  const { unread, hasView, opened, isLoading } = useInboxSnapshot(inbox)
  const labels = { ...defaultBridgeLabels, ...props.labels }
  const openInbox = hasView ? () => inbox.setOpened(true) : undefined
  const flow = useToastFlow({ store, limit, burst, labels, openInbox })
  const [idOf] = useState(createNoticeIds)
  const speaker = useRef<TabSpeaker>(null)
  const earlier = useRef({ count: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined })
  const maps: Record<string, NotificationMap | null | undefined> = { ...notificationMaps, ...map }
  const events = Object.keys(maps).filter((event) => maps[event])

  useEffect(() => {
    const mine = createTabSpeaker(tabScope)
    speaker.current = mine
    return () => mine.dispose()
  }, [tabScope])
  useEffect(() => () => clearTimeout(earlier.current.timer), [])
  useEffect(() => {
    // Who looks at the inbox needs no toasts on top of it.
    if (opened) flow.current?.clear()
  }, [opened, flow])
  useTitleBadge(unread, props.withTitleBadge)

  const isQuiet = (kind: string) => props.doNotDisturb || opened || (props.mute?.includes(kind) ?? false)

  /** Shows it, if this is the tab that speaks. */
  const speak = async (notice: Notice, arrival: Arrival) => {
    await speaker.current?.ready
    if (!speaker.current?.isSpeaking()) return
    if (arrival === 'earlier') {
      earlier.current.count += 1
      earlier.current.timer ??= setTimeout(() => {
        flow.current?.pushEarlier(earlier.current.count)
        earlier.current = { count: 0, timer: undefined }
      }, 100)
      return
    }
    flow.current?.push(notice)
    if (props.withBrowserNotifications) {
      notifyInBackground(notice.dedupeKey ?? notice.id, notice.title ?? notice.message, notice.message)
    }
  }

  const deliver = (notice: Notice, arrival: Arrival = 'live') => {
    if (arrival === 'earlier' && inbox.has(notice.dedupeKey ?? notice.id)) return
    inbox.add(itemOf(notice, arrival === 'earlier'))
    if (!isQuiet(notice.kind)) void speak(notice, arrival)
  }

  const handle = (payload: unknown, meta: EventMeta, arrival: Arrival) => {
    const known = maps[meta.event]
    const notice = known && mapEvent(known, payload, meta, idOf, props.onError ?? throwLater)
    if (notice) deliver(notice, arrival)
  }

  const channels = useMemo(
    () => [...new Set(channel === null ? [] : typeof channel === 'string' ? [channel] : channel)],
    [channel],
  )
  return (
    <>
      {channels.map((name) => (
        <ChannelNotifications
          key={name}
          channel={name}
          events={events}
          withHistory={withHistory}
          isReturning={isLoading ? null : inbox.isReturning}
          onEvent={handle}
        />
      ))}
      {props.withConnectionErrors && <ConnectionNotifications labels={labels} onNotice={deliver} />}
    </>
  )
}

NotificationBridge.displayName = 'react-pusher-kit/NotificationBridge'
