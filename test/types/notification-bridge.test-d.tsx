import { NotificationBridge } from 'react-pusher-kit/mantine'
import { expectTypeOf } from 'vitest'

// Without declared channels a payload is unknown until it is narrowed.
export const undeclared = (
  <NotificationBridge
    channel="private-user-42"
    map={{
      'invoice.paid': (payload, meta) => {
        expectTypeOf(payload).toBeUnknown()
        expectTypeOf(meta.channel).toBeString()
        return { message: 'paid' }
      },
      notification: null,
    }}
  />
)

export const noMessage = (
  <NotificationBridge
    channel="private-user-42"
    // @ts-expect-error a notification needs a message
    map={{ 'invoice.paid': () => ({ title: 'paid' }) }}
  />
)

// @ts-expect-error the channel is not optional
export const noChannel = <NotificationBridge />
