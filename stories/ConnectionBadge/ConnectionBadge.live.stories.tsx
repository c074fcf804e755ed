import { Stack, Text } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { type MockScript, mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, screen, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'

/** The badge with the real pusher-js on the mock. */
const meta = {
  title: 'Components/ConnectionBadge/Live',
  component: ConnectionBadge,
  args: { latencyInterval: 1000 },
  parameters: { layout: 'padded', pusher: { latency: 20 } },
} satisfies Meta<typeof ConnectionBadge>

export default meta
type Story = StoryObj<typeof meta>

export const Connected: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText('Connected')
    await canvas.findByText(/^\d+ ms$/)
  },
}

/** The network of a commuter, in a loop: connected, a tunnel, slow, short losses. */
const commute: MockScript = {
  repeat: true,
  steps: [
    { after: 3000, network: 'offline' },
    { after: 3000, network: 'connected' },
    { after: 3000, network: 'slow' },
    { after: 1500, network: 'flapping' },
    { after: 7000, network: 'connected' },
  ],
}

export const Commuting: Story = {
  parameters: { pusher: { script: commute } },
  play: async ({ canvas }) => {
    await canvas.findByText('Connected')
    await canvas.findByText(/^(Reconnecting|Unavailable)$/, undefined, { timeout: 30_000 })
    await canvas.findByText('Connected', undefined, { timeout: 30_000 })
  },
}

/** No response yet. */
export const Connecting: Story = {
  parameters: { pusher: { latency: 60_000 } },
  play: async ({ canvas }) => {
    await canvas.findByText('Connecting')
  },
}

/** A connection that returns immediately shows no warning: the badge shows "Connected" throughout. */
export const Blip: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await context.canvas.findByText('Connected')
    const words: string[] = []
    const badge = context.canvas.getByRole('button')
    const observer = new MutationObserver(() => words.push(badge.textContent ?? ''))
    observer.observe(badge, { subtree: true, childList: true, characterData: true })
    // By itself a client comes back within a random second, which is as long as the badge keeps quiet.
    mock.outage()
    mock.restore({ reconnect: 'now' })
    await waitFor(() => expect(mock.connections).toHaveLength(1))
    await mock.settled()
    observer.disconnect()
    await expect(words.every((word) => word.startsWith('Connected'))).toBe(true)
  },
}

export const Outage: Story = {
  play: async (context) => {
    await context.canvas.findByText('Connected')
    mockPusherOf(context).outage()
    await context.canvas.findByText(/^(Reconnecting|Unavailable)$/, undefined, { timeout: 30_000 })
  },
}

/** Permanently refused: the card shows the reason and what to do. */
export const Refused: Story = {
  play: async (context) => {
    await context.canvas.findByText('Connected')
    mockPusherOf(context).drop({ code: 4001 })
    await context.canvas.findByText('Refused')
    await press(context.canvas.getByRole('button'))
    const card = await screen.findByRole('dialog')
    await within(card).findByText(/does not know this app key/)
  },
}

export const DisconnectAndConnect: Story = {
  play: async ({ canvas }) => {
    await canvas.findByText('Connected')
    await press(canvas.getByRole('button'))
    await press(await screen.findByRole('button', { name: 'Disconnect' }))
    await canvas.findByText('Disconnected')
    await press(await screen.findByRole('button', { name: 'Connect' }))
    await canvas.findByText('Connected')
  },
}

/** Cut the network in the toolbar: after five seconds, a banner shows what still works. */
export const Banner: Story = {
  args: { variant: 'banner', bannerDelay: 300 },
  render: (args) => (
    <Stack pt={48}>
      <ConnectionBadge {...args} />
      <Text>The page goes on below the bar; nothing moves when it comes and goes.</Text>
    </Stack>
  ),
  play: async (context) => {
    const mock = mockPusherOf(context)
    await waitFor(() => expect(mock.connections).toHaveLength(1))
    await mock.settled()
    mock.outage()
    await context.canvas.findByText(/Live updates are interrupted/, { selector: 'strong' })
    mock.restore()
    await press(context.canvas.getByRole('button', { name: 'Reconnect now' }))
    await context.canvas.findByText(/You are back/, { selector: 'p' })
  },
}
