import { Box, Group } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { people } from './people.ts'

const meta = {
  title: 'Components/OnlineUsers',
  component: OnlineUsers,
  args: { members: people(12) },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof OnlineUsers>

export default meta
type Story = StoryObj<typeof meta>

/** Play with every prop in the controls. */
export const Configurator: Story = {}

/** The last avatar opens the whole list; Escape closes it and gives the focus back. */
export const Avatars: Story = {
  play: async ({ canvas }) => {
    const more = canvas.getByRole('button', { name: 'Show 8 more' })
    await userEvent.click(more)
    const list = await screen.findByRole('dialog')
    await expect(within(list).getAllByRole('listitem')).toHaveLength(12)
    await userEvent.keyboard('{Escape}')
    await expect(more).toHaveFocus()
  },
}

export const OpenList: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show 8 more' }))
    const list = await screen.findByRole('dialog')
    await waitFor(() => expect(list).toBeVisible())
  },
}

export const Clickable: Story = { args: { members: people(4), onMemberClick: fn() } }

export const List: Story = {
  args: { variant: 'list', members: people(9), w: 300 },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('searchbox'), 'brun')
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.clear(canvas.getByRole('searchbox'))
  },
}

export const Count: Story = { args: { variant: 'count' } }

export const OnlyYou: Story = { args: { members: people(1) } }
export const Nobody: Story = { args: { members: [] } }
export const Loading: Story = { args: { members: [], status: 'subscribing' } }
export const Denied: Story = {
  args: { members: [], status: 'error', error: Object.assign(new Error('forbidden'), { status: 403 }) },
}
export const Failed: Story = {
  args: { members: [], status: 'error', error: new Error('network'), onRetry: fn() },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
}
export const Stale: Story = { args: { isStale: true } }
export const StaleList: Story = { args: { variant: 'list', members: people(4), isStale: true, w: 300 } }

/** 1 000 people: only the rows on screen are mounted. */
export const Huge: Story = {
  render: (args) => (
    <Box h={420} display="grid">
      <OnlineUsers {...args} />
    </Box>
  ),
  args: { variant: 'list', members: people(1000), w: 300 },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1000 online')).toBeVisible()
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(60)
  },
}

export const Sizes: Story = {
  render: (args) => (
    <Group>
      {(['xs', 'sm', 'md', 'lg', 'xl'] as const).map((size) => (
        <OnlineUsers key={size} {...args} size={size} />
      ))}
    </Group>
  ),
}
