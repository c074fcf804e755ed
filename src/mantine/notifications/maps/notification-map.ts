import type { EventMeta } from '../../../index.ts'
import type { PusherNotification } from '../notification-data.ts'

/** Turns an event into a notification, or into nothing. */
export type NotificationMap<T = unknown> = (payload: T, meta: EventMeta) => PusherNotification | null
