import type { EventMeta, EventName, PayloadOf } from '../../index.ts'
import type { PusherNotification } from '../notifications/notification-data.ts'
import type { NotificationMap } from '../notifications/maps/notification-map.ts'

/**
 * A map per event, its payload inferred from the declared channels, or for a pattern such as `session.*`; null switches
 * a ready map off.
 */
export type NotificationMapsOf<Channel extends string> = {
  [Event in EventName<Channel>]?:
    | ((payload: PayloadOf<Channel, Event>, meta: EventMeta) => PusherNotification | null)
    | null
} & {
  /** For every event that begins so and has no map of its own. */
  [pattern: `${string}.*`]: NotificationMap | null
}
