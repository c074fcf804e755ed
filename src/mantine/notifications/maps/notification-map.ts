import type { EventMeta } from '../../../index.ts'
import type { PusherNotification } from '../notification-data.ts'

/** Maps an event to a notification, or to null for none. */
export type NotificationMap<T = unknown> = (payload: T, meta: EventMeta) => PusherNotification | null
