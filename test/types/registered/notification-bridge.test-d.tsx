import { NotificationBridge } from 'react-pusher-kit/mantine'
import { expectTypeOf } from 'vitest'

// Payloads are inferred from the declared channel.
export const declared = (
  <NotificationBridge
    channel="private-user-42"
    map={{
      notification: ({ title }) => {
        expectTypeOf(title).toBeString()
        return { message: title }
      },
      'progress.updated': ({ percent }) => ({ message: `${percent} %`, progress: percent }),
    }}
  />
)

export const unknownField = (
  <NotificationBridge
    channel="private-user-42"
    // @ts-expect-error the payload has no such field
    map={{ notification: ({ titel }) => ({ message: String(titel) }) }}
  />
)

// Of several channels each brings its events.
export const several = (
  <NotificationBridge
    channel={['private-user-42', 'private-billing-9']}
    map={{
      notification: ({ title }) => ({ message: title }),
      paid: ({ cents }) => {
        expectTypeOf(cents).toBeNumber()
        return { message: `${cents} cents` }
      },
    }}
  />
)

export const unknownEvent = (
  <NotificationBridge
    channel={['private-user-42', 'private-billing-9']}
    // @ts-expect-error neither channel has such an event
    map={{ refunded: () => null }}
  />
)
