'use client'
import { type Factory, genericFactory, useProps } from '@mantine/core'
import { notificationsStore, type NotificationsStore } from '@mantine/notifications'
import { useEffect, useMemo, useState } from 'react'
import { usePusherActions } from '../../index.ts'
import { reportUncaught } from '../../primitives/index.ts'
import { itemOf } from '../notifications/inbox/inbox-item.ts'
import { createNotificationIds } from '../notifications/notification-ids.ts'
import { mapEvent } from '../notifications/map-event.ts'
import type { MappedNotification } from '../notifications/notification-data.ts'
import type { NotificationInboxStore } from '../notifications/inbox/notification-inbox.ts'
import { defaultBridgeLabels, type NotificationBridgeLabels } from '../notifications/notification-labels.ts'
import { mapFor, type NotificationMapTable } from '../notifications/maps/event-patterns.ts'
import { createNotificationMaps } from '../notifications/maps/notification-maps.ts'
import type { FailedTask } from '../notifications/maps/task-map.ts'
import { userOf } from '../notifications/inbox/session-inbox.ts'
import { useInbox, useInboxOwner, useInboxSnapshot } from '../notifications/inbox/useInbox.ts'
import { useTitleBadge } from '../notifications/inbox/useTitleBadge.ts'
import { type Arrival, ChannelNotifications, type ChannelEvent } from './ChannelNotifications.tsx'
import { ConnectionNotifications } from './ConnectionNotifications.tsx'
import type { NotificationMapsOf } from './maps-of.ts'
import { useToastFlow } from './useToastFlow.ts'
import { useNotify } from './useNotify.ts'

/** Props of {@link NotificationBridge}. */
export interface NotificationBridgeProps<Channel extends string = string> {
  /** Channel or channels whose events become notifications. */
  channel: Channel | readonly Channel[] | null

  /**
   * Maps from events to notifications, which override the built-in maps of {@link ReadyEvent}; a name that ends in `.*`
   * matches every event with that prefix. @defaultValue `{}`
   */
  map?: { [Event in keyof NotificationMapsOf<Channel>]?: NotificationMapsOf<Channel>[Event] }

  /**
   * Adds the button "Try again" to tasks that failed according to `progress.updated`. The button is disabled until the
   * promise settles, and the notification stays until the next event of the task; a rejection is passed to `onError`.
   */
  onTaskRetry?: (task: FailedTask) => void | Promise<void>

  /** Where toasts are shown. @defaultValue Mantine's own store */
  store?: NotificationsStore

  /** Where notifications are kept. @defaultValue the inbox that `NotificationInbox` of this provider shows */
  inbox?: NotificationInboxStore

  /**
   * Stores the shared inbox in localStorage, per user. The user is identified by the provider's `sessionKey` and a channel
   * `private-user-{id}`; without either it stays in memory. An `inbox` of the app has its own storage.
   * @defaultValue `true`
   */
  persist?: boolean

  /** Maximum number of toasts on the screen. @defaultValue `5` */
  limit?: number

  /**
   * More than `count` new notifications within `window` ms collapse into a summary.
   * @defaultValue `{ count: 5, window: 3000 }`
   */
  burst?: { count: number; window: number }

  /** Shows no toasts; notifications are added to the inbox only. @defaultValue `false` */
  doNotDisturb?: boolean

  /** Events without toasts. @defaultValue none */
  mute?: readonly string[]

  /**
   * Reads missed events from the history, as one summary.
   * @defaultValue whether the channel is declared `persist: true`
   */
  withHistory?: boolean

  /** Notifies when the server refused the connection permanently. @defaultValue `true` */
  withConnectionErrors?: boolean

  /** Shows a browser notification while the tab is hidden, if `useNotificationPermission` got the permission. @defaultValue `false` */
  withBrowserNotifications?: boolean

  /** Puts the number of unread notifications into the page's title. @defaultValue `false` */
  withTitleBadge?: boolean

  /**
   * Among all tabs with the same scope, only one shows notifications. @defaultValue `'react-pusher-kit:notifications'`
   */
  tabScope?: string

  /** Called when a map throws or a payload is invalid. @defaultValue reports to the console as an uncaught error */
  onError?: (error: Error) => void

  /** Replaces texts. @defaultValue `{}` */
  labels?: Partial<NotificationBridgeLabels>
}

/** Mantine factory type of `NotificationBridge`. */
export type NotificationBridgeFactory = Factory<{
  props: NotificationBridgeProps
  signature: <const Channel extends string>(props: NotificationBridgeProps<Channel>) => React.ReactNode
  compound: true
}>

const defaultProps = {
  store: notificationsStore,
  persist: true,
  limit: 5,
  burst: { count: 5, window: 3000 },
  doNotDisturb: false,
  withConnectionErrors: true,
  withBrowserNotifications: false,
  withTitleBadge: false,
  tabScope: 'react-pusher-kit:notifications',
} satisfies Partial<NotificationBridgeProps>

/**
 * Turns events into Mantine notifications. They are shown in one tab only and limited in number, and all of them are
 * added to the inbox. Renders nothing; Mantine's `<Notifications />` must be on the page.
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
 *     onTaskRetry={({ id }) => void fetch(`/api/tasks/${id}/retry`, { method: 'POST' })}
 *   />
 * )
 * ```
 */
export const NotificationBridge = genericFactory<NotificationBridgeFactory>((_props) => {
  const props = useProps('NotificationBridge', defaultProps, _props as NotificationBridgeProps)
  const {
    channel,
    map,
    store,
    persist,
    limit,
    burst,
    tabScope,
    onTaskRetry,
    // Without it, errors are still logged to the console.
    onError = reportUncaught,
  } = props
  const { isPersisted } = usePusherActions()
  const channels = useMemo(
    () => [...new Set(channel === null ? [] : typeof channel === 'string' ? [channel] : channel)],
    [channel],
  )
  const inbox = useInbox(props.inbox)
  const { isSettled, presentInbox } = useInboxOwner(props.inbox, { userId: userOf(channels), persist })
  const { unread, view, opened, isLoading } = useInboxSnapshot(inbox)
  const labels = { ...defaultBridgeLabels, ...props.labels }
  const openInbox = view === null ? undefined : () => inbox.setOpened(true)
  const flow = useToastFlow({ store, limit, burst, labels, openInbox })
  const notify = useNotify({ flow, tabScope, labels, inBackground: props.withBrowserNotifications })
  const [idOf] = useState(createNotificationIds)
  const maps: NotificationMapTable = {
    ...createNotificationMaps({ labels, ...(onTaskRetry ? { onTaskRetry } : {}) }),
    ...map,
  }
  const isMapped = (event: string) => mapFor(maps, event) !== undefined

  useEffect(() => {
    // An open inbox shows the same notifications.
    if (opened) flow.current?.clear()
  }, [opened, flow])
  useTitleBadge(unread, props.withTitleBadge)

  const deliver = (notification: MappedNotification, arrival: Arrival = 'live') => {
    const target = presentInbox()
    if (arrival === 'earlier' && target.has(notification.dedupeKey ?? notification.id)) return
    target.add(itemOf(notification, arrival === 'earlier'))
    const isQuiet = props.doNotDisturb || opened || props.mute?.includes(notification.kind)
    if (!isQuiet) notify(notification, arrival)
  }

  const handle = ({ payload, meta, arrival }: ChannelEvent) => {
    const known = mapFor(maps, meta.event)
    const notification = known && mapEvent(known, payload, meta, { idOf, onError })
    if (notification) deliver(notification, arrival)
  }

  return (
    <>
      {channels.map((name) => (
        <ChannelNotifications
          key={name}
          channel={name}
          isMapped={isMapped}
          withHistory={props.withHistory ?? isPersisted(name)}
          isReturning={isSettled && !isLoading ? inbox.isReturning : null}
          onEvent={handle}
        />
      ))}
      {props.withConnectionErrors && <ConnectionNotifications labels={labels} onNotification={deliver} />}
    </>
  )
})

NotificationBridge.displayName = 'react-pusher-kit/NotificationBridge'

export namespace NotificationBridge {
  export type Props<Channel extends string = string> = NotificationBridgeProps<Channel>
}
