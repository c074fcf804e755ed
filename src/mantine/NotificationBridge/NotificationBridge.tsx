'use client'
import { type Factory, genericFactory, useProps } from '@mantine/core'
import { notificationsStore, type NotificationsStore } from '@mantine/notifications'
import { useEffect, useMemo, useState } from 'react'
import { usePusherActions } from '../../index.ts'
import { itemOf } from '../notifications/inbox-item.ts'
import { createNoticeIds } from '../notifications/notice-ids.ts'
import { mapEvent } from '../notifications/notice.ts'
import type { Notice } from '../notifications/notification-data.ts'
import type { NotificationInboxStore } from '../notifications/notification-inbox.ts'
import { defaultBridgeLabels, type NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { createNotificationMaps, type NotificationMap } from '../notifications/notification-maps.ts'
import type { FailedTask } from '../notifications/task-map.ts'
import { useInbox, useInboxSnapshot } from '../notifications/useInbox.ts'
import { useTitleBadge } from '../notifications/useTitleBadge.ts'
import { type Arrival, ChannelNotifications, type ChannelEvent } from './ChannelNotifications.tsx'
import { ConnectionNotifications } from './ConnectionNotifications.tsx'
import type { NotificationMapsOf } from './maps-of.ts'
import { useToastFlow } from './useToastFlow.ts'
import { useVoice } from './useVoice.ts'

export interface NotificationBridgeProps<Channel extends string = string> {
  /** Channel or channels whose events become notifications. */
  channel: Channel | readonly Channel[] | null

  /** What becomes of each event; over the ready maps for `notification`, `content.generated`, `progress.updated`. */
  map?: NotificationMapsOf<Channel>

  /**
   * Puts "Try again" on tasks that `progress.updated` tells have failed. The button waits for the promise, and the
   * notification stays for what the server says next; what it rejects with goes to `onError`.
   */
  onTaskRetry?: (task: FailedTask) => void | Promise<void>

  /** Where toasts are shown. @defaultValue Mantine's own store */
  store?: NotificationsStore

  /** Where notifications are kept. @defaultValue the one that `NotificationInbox` of this provider shows */
  inbox?: NotificationInboxStore

  /** Most toasts on the screen at once. @defaultValue `5` */
  limit?: number

  /** More than `count` new ones within `window` ms collapse into a summary. @defaultValue `{ count: 5, window: 3000 }` */
  burst?: { count: number; window: number }

  /** Nothing pops up; the inbox fills all the same. @defaultValue `false` */
  doNotDisturb?: boolean

  /** Events that never pop up. */
  mute?: readonly string[]

  /** What was missed comes from history, as one summary. @defaultValue whether the channel is declared `persist: true` */
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

  /** Replaces texts. */
  labels?: Partial<NotificationBridgeLabels>
}

export type NotificationBridgeFactory = Factory<{
  props: NotificationBridgeProps
  signature: <const Channel extends string>(props: NotificationBridgeProps<Channel>) => React.ReactNode
  compound: true
}>

const defaultProps = {
  store: notificationsStore,
  limit: 5,
  burst: { count: 5, window: 3000 },
  doNotDisturb: false,
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
 * @example
 * ```tsx
 * <NotificationBridge
 *   channel={`private-user-${user.id}`}
 *   map={{ 'invoice.paid': ({ number }) => ({ message: `Invoice ${number} is paid`, severity: 'success' }) }}
 *   onTaskRetry={({ id }) => api.post(`/tasks/${id}/retry`)}
 * />
 * ```
 */
export const NotificationBridge = genericFactory<NotificationBridgeFactory>((_props) => {
  const props = useProps('NotificationBridge', defaultProps, _props as NotificationBridgeProps)
  const { channel, map, store, limit, burst, tabScope, onTaskRetry, onError = throwLater } = props
  const { isPersisted } = usePusherActions()
  const inbox = useInbox(props.inbox)
  const { unread, view, opened, isLoading } = useInboxSnapshot(inbox)
  const labels = { ...defaultBridgeLabels, ...props.labels }
  const openInbox = view === null ? undefined : () => inbox.setOpened(true)
  const flow = useToastFlow({ store, limit, burst, labels, openInbox })
  const speak = useVoice({ flow, tabScope, labels, inBackground: props.withBrowserNotifications })
  const [idOf] = useState(createNoticeIds)
  const maps: Record<string, NotificationMap | null | undefined> = {
    ...createNotificationMaps({ labels, ...(onTaskRetry ? { onTaskRetry } : {}) }),
    ...map,
  }
  const events = Object.keys(maps).filter((event) => maps[event])

  useEffect(() => {
    // Who looks at the inbox needs no toasts on top of it.
    if (opened) flow.current?.clear()
  }, [opened, flow])
  useTitleBadge(unread, props.withTitleBadge)

  const deliver = (notice: Notice, arrival: Arrival = 'live') => {
    if (arrival === 'earlier' && inbox.has(notice.dedupeKey ?? notice.id)) return
    inbox.add(itemOf(notice, arrival === 'earlier'))
    const isQuiet = props.doNotDisturb || opened || props.mute?.includes(notice.kind)
    if (!isQuiet) speak(notice, arrival)
  }

  const handle = ({ payload, meta, arrival }: ChannelEvent) => {
    const known = maps[meta.event]
    const notice = known && mapEvent(known, payload, meta, { idOf, onError })
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
          withHistory={props.withHistory ?? isPersisted(name)}
          isReturning={isLoading ? null : inbox.isReturning}
          onEvent={handle}
        />
      ))}
      {props.withConnectionErrors && <ConnectionNotifications labels={labels} onNotice={deliver} />}
    </>
  )
})

NotificationBridge.displayName = 'react-pusher-kit/NotificationBridge'
