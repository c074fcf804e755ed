import { Button, Group, Stack } from '@mantine/core'
import { createNotificationsStore, Notifications } from '@mantine/notifications'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { NotificationBridge, NotificationInbox } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, screen, userEvent } from 'storybook/test'

const channel = 'private-user-42'

interface PlaygroundProps {
  mock: MockPusher
}

function Playground({ mock }: PlaygroundProps) {
  const [store] = useState(createNotificationsStore)
  const [done, setDone] = useState(0)
  const note = (type: string, message: string) =>
    mock.trigger(channel, 'notification', { title: 'From the server', message, type })
  const advance = () => {
    const next = Math.min(100, done + 25)
    setDone(next)
    mock.trigger(channel, 'progress.updated', {
      task_id: 1,
      title: 'Import',
      status: next === 100 ? 'done' : 'running',
      progress: next,
    })
  }
  return (
    <Stack mih={420}>
      <Group>
        <Button variant="default" onClick={() => note('success', 'Version 4.2 is live.')}>
          Success
        </Button>
        <Button variant="default" onClick={() => note('error', 'The card has expired.')}>
          Error
        </Button>
        <Button variant="default" onClick={advance}>
          Advance a task
        </Button>
        <Button
          variant="default"
          onClick={() => {
            for (let build = 1; build <= 30; build++) note('info', `Build ${build} has finished.`)
          }}
        >
          Thirty at once
        </Button>
        <NotificationInbox />
      </Group>
      <Notifications store={store} position="bottom-right" />
      <NotificationBridge channel={channel} store={store} tabScope={tabScope} />
    </Stack>
  )
}

// A second tab with this page is not a second tab of one app.
const tabScope = crypto.getRandomValues(new Uint32Array(2)).join('-')

const meta = {
  title: 'Components/NotificationBridge/Playground',
  component: Playground,
  parameters: { layout: 'padded' },
} satisfies Meta<typeof Playground>

export default meta
type Story = StoryObj

/** Every button publishes on the mock; the bridge receives it as from Pusher. */
export const Publish: Story = {
  render: (_args, context) => <Playground mock={mockPusherOf(context)} />,
  play: async (context) => {
    await mockPusherOf(context).subscribed(channel)
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Version 4.2 is live.')
    await userEvent.tab()
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-valuenow', '25')
  },
}
