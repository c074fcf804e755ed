import { createNotificationsStore, Notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import { defineChannels, type, type RunEventMessage } from 'react-pusher-kit/channels'
import { NotificationBridge } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockServerContext } from 'react-pusher-kit/mock'
import { createPusherServer, type PusherServer, type UsageAlert } from 'react-pusher-kit/server'
import { expect, it, onTestFinished } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const channels = defineChannels({
  news: { events: { published: type<object>() } },
  'private-admin': { events: { admin_event: type<RunEventMessage>() } },
})

/** A server on a plan of ten messages a day, of which Ada is the admin, and her page beside that of Ben. */
async function openPages() {
  const alerts: UsageAlert[] = []
  let server: PusherServer<typeof channels> | undefined
  const mock = createMockPusher({
    user: { id: 'ada' },
    server({ broadcaster, authenticate }: MockServerContext) {
      server = createPusherServer({
        broadcaster,
        authenticate,
        channels,
        authorize: { 'private-admin': ({ user }) => user.id === 'ada' },
        plan: { name: 'Tiny', messagesPerDay: 10, connections: 100 },
        onUsageAlert: (alert) => void alerts.push(alert),
      })
      return server
    },
  })
  onTestFinished(() => mock.dispose())
  const bobsClient = mock.client({ user: { id: 'bob' } })
  const denied = new Promise((resolve) => {
    bobsClient.subscribe('private-admin').bind('pusher:subscription_error', resolve)
  })
  const [adas, bobs] = [createNotificationsStore(), createNotificationsStore()]
  renderOnMantine(
    <>
      <section aria-label="Ada">
        <Notifications store={adas} withinPortal={false} transitionDuration={0} />
        <NotificationBridge channel="private-admin" store={adas} tabScope="ada" />
      </section>
      <PusherProvider client={bobsClient} fetch={mock.fetch} onError={() => {}}>
        <section aria-label="Bob">
          <Notifications store={bobs} withinPortal={false} transitionDuration={0} />
          <NotificationBridge channel="private-admin" store={bobs} tabScope="bob" />
        </section>
      </PusherProvider>
    </>,
    mock,
    { channels, onError: () => {} },
  )
  await mock.subscribed('private-admin')
  await denied
  return { alerts, publish: () => server?.publish('news', 'published', {}) }
}

const page = (name: string) => within(screen.getByRole('region', { name }))

it('shows admins that a limit of the plan is nearly reached, and that it is, and nobody else', async () => {
  const { alerts, publish } = await openPages()
  for (let count = 0; count < 8; count += 1) await publish()
  await page('Ada').findByText(/^80.% of today’s messages are used$/)
  expect(page('Ada').getByText('8 of 10, plan Tiny')).toBeInTheDocument()
  for (let count = 0; count < 2; count += 1) await publish()
  await waitFor(() => expect(page('Ada').getByRole('alert')).toHaveTextContent(/^100.% of today/))
  expect(alerts.map(({ threshold }) => threshold)).toEqual([80, 100])
  expect(page('Bob').queryAllByRole('button')).toEqual([])
})
