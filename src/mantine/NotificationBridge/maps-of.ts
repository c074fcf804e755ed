import type { EventMeta, EventName, PayloadOf } from '../../index.ts'
import type { PusherNotification } from '../notifications/notification-data.ts'
import type { NotificationMap } from '../notifications/maps/notification-map.ts'

/**
 * Maps by event, with payloads inferred from the declared channels, or by a pattern such as `session.*`; null disables a
 * built-in map.
 */
export type NotificationMapsOf<Channel extends string> = {
  [Event in EventName<Channel>]?: MapOf<PayloadOf<Channel, Event>>
} & {
  /** For every event with that prefix that has no map of its own. */
  [pattern: `${string}.*`]: NotificationMap | null
}

/** The map of an event, or null for none. A separate type, so that the compiler's messages stay short. */
type MapOf<Payload> = ((payload: Payload, meta: EventMeta) => PusherNotification | null) | null
