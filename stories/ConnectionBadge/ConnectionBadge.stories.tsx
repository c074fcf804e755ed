import { Button, Group, Stack, Text } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { documented } from '../docs-blocks/documented.ts'
import { connections } from './connections.ts'

const meta = {
  title: 'Components/ConnectionBadge',
  component: ConnectionBadge,
  args: { connection: connections.connected },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof ConnectionBadge>

export default meta
type Story = StoryObj<typeof meta>

const all: Story['render'] = ({ connection: _connection, ...args }) => (
  <Stack gap="xs">
    {Object.entries(connections).map(([name, connection]) => (
      <Group key={name} gap="md">
        <Text size="sm" w={110}>
          {name}
        </Text>
        <ConnectionBadge {...args} connection={connection} />
      </Group>
    ))}
  </Stack>
)

/** Change the props in the controls. */
export const Configurator: Story = {
  args: { variant: 'badge', size: 'sm', withLatency: true, withCard: true },
  argTypes: documented('ConnectionBadge', {
    connection: { control: 'select', options: Object.keys(connections), mapping: connections },
    variant: { control: 'inline-radio', options: ['badge', 'dot', 'banner'] },
    size: { control: 'inline-radio', options: ['xs', 'sm', 'md', 'lg', 'xl'] },
    withLatency: { control: 'boolean' },
    withCard: { control: 'boolean' },
  }),
}

export const Initialized: Story = { args: { connection: connections.initialized } }
export const Connecting: Story = { args: { connection: connections.connecting } }
export const Connected: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /connected.*42.ms/i })).toBeVisible()
  },
}
export const Slow: Story = { args: { connection: connections.slow } }
export const Reconnecting: Story = { args: { connection: connections.reconnecting } }
export const Unavailable: Story = { args: { connection: connections.unavailable } }
export const Offline: Story = { args: { connection: connections.offline } }
export const Failed: Story = { args: { connection: connections.failed } }
export const Refused: Story = { args: { connection: connections.refused } }
export const Disconnected: Story = { args: { connection: connections.disconnected } }

/** The width is the same in every state, so the layout does not shift. */
export const AllStates: Story = {
  render: all,
  play: async ({ canvasElement }) => {
    const pills = [...canvasElement.querySelectorAll('[data-state]')]
    const widths = new Set(pills.map((pill) => pill.getBoundingClientRect().width.toFixed(1)))
    await expect(widths.size).toBe(1)
  },
}

export const Dots: Story = { render: all, args: { variant: 'dot' } }

export const Sizes: Story = {
  render: (args) => (
    <Group>
      {(['xs', 'sm', 'md', 'lg', 'xl'] as const).map((size) => (
        <ConnectionBadge key={size} {...args} size={size} />
      ))}
    </Group>
  ),
}

/** A click or Enter pins the card and moves the focus into it; Escape returns it. */
export const Card: Story = {
  play: async ({ canvas }) => {
    const badge = canvas.getByRole('button')
    await press(badge)
    const card = await screen.findByRole('dialog')
    await waitFor(() => expect(within(card).getByRole('img', { name: /last 60 samples/i })).toBeVisible())
    await expect(within(card).getByText('218740.1093482')).toBeVisible()
    await waitFor(() => expect(card).toContainElement(document.activeElement as HTMLElement))
    await userEvent.keyboard('{Escape}')
    await expect(badge).toHaveFocus()
    await userEvent.keyboard('{Enter}')
  },
}

export const CardOfRefused: Story = {
  args: { connection: connections.refused },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button'))
    const card = await screen.findByRole('dialog')
    await waitFor(() => expect(within(card).getByText(/does not know this app key/)).toBeVisible())
  },
}

export const CardOfUnavailable: Story = {
  args: { connection: connections.unavailable },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button'))
    const reconnect = await screen.findByRole('button', { name: 'Reconnect now' })
    await waitFor(() => expect(reconnect).toBeVisible())
  },
}

/** The dot has no space for a countdown; its card shows it. */
export const CardOfDot: Story = {
  args: { connection: connections.unavailable, variant: 'dot' },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: 'Unavailable' }))
    const card = await screen.findByRole('dialog')
    await waitFor(() => expect(within(card).getByText('Trying again in 14 min.')).toBeVisible())
  },
}

const banner = { variant: 'banner', bannerPosition: 'inline', bannerDelay: 0 } as const

export const BannerOffline: Story = {
  args: { ...banner, connection: connections.offline },
  play: async ({ canvas }) => {
    const text = await canvas.findByText(/what you see is 3 min old/i)
    await waitFor(() => expect(text).toBeVisible())
  },
}
export const BannerUnavailable: Story = { args: { ...banner, connection: connections.unavailable } }
export const BannerRefused: Story = { args: { ...banner, connection: connections.refused } }
/** The banner confirms the reconnect, and then closes. */
export const BannerReturned: Story = {
  args: { ...banner, connection: connections.unavailable },
  render: function Returning(args) {
    const [isBack, setBack] = useState(false)
    return (
      <Stack>
        <ConnectionBadge {...args} connection={isBack ? connections.connected : connections.unavailable} />
        <Button onClick={() => setBack(true)}>Restore the connection</Button>
      </Stack>
    )
  },
  play: async ({ canvas }) => {
    await canvas.findByText(/interrupted/, { selector: 'strong' })
    await press(canvas.getByRole('button', { name: 'Restore the connection' }))
    await canvas.findByText(/You are back/, { selector: 'p' })
  },
}
/** There is no banner while the connection works. */
export const BannerHidden: Story = { args: { ...banner, connection: connections.connected } }
