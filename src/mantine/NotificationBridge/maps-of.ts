import type { EventMeta, EventName, PayloadOf } from '../../index.ts'
import type { NotificationData } from '../notifications/notification-data.ts'

/** A map per event, its payload inferred from the declared channels; null switches a ready map off. */
export type NotificationMapsOf<Channel extends string> = {
  [Event in EventName<Channel>]?:
    | ((payload: PayloadOf<Channel, Event>, meta: EventMeta) => NotificationData | null)
    | null
}
