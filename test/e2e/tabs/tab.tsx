import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { createRoot } from 'react-dom/client'
import { PusherProvider } from 'react-pusher-kit'
import {
  createNotificationInbox,
  localInboxStorage,
  NotificationBridge,
  NotificationInbox,
} from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'

/** As the ready map, but the toast stays: a busy machine may look for it late. */
const notification = (payload: unknown) => ({
  message: (payload as { message: string }).message,
  autoClose: false as const,
})

/** A tab of an app: each has a connection of its own, and gets every event. */
const mock = createMockPusher()
const inbox = createNotificationInbox({ storage: localInboxStorage('inbox:42') })
Object.assign(window, { mock })

createRoot(document.querySelector('#root') as Element).render(
  <MantineProvider env="test">
    <PusherProvider {...mock.provider}>
      <Notifications transitionDuration={0} />
      <NotificationInbox inbox={inbox} />
      <NotificationBridge channel="private-user-42" inbox={inbox} map={{ notification }} />
    </PusherProvider>
  </MantineProvider>,
)
