import { Box, Group } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { documented } from '../docs-blocks/documented.ts'
import { people } from './people.ts'

const meta = {
  title: 'Components/OnlineUsers',
  component: OnlineUsers,
  args: { members: people(12) },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof OnlineUsers>

export default meta
type Story = StoryObj<typeof meta>

/** Change the props in the controls. */
export const Configurator: Story = {
  args: { variant: 'avatars', size: 'md', max: 5, status: 'subscribed', isStale: false },
  argTypes: documented('OnlineUsers', {
    members: { control: false },
    variant: { control: 'inline-radio', options: ['avatars', 'list', 'count'] },
    size: { control: 'inline-radio', options: ['xs', 'sm', 'md', 'lg', 'xl'] },
    max: { control: { type: 'range', min: 1, max: 12 } },
    status: { control: 'select', options: ['idle', 'subscribing', 'subscribed', 'error'] },
    isStale: { control: 'boolean' },
  }),
}

/** The last avatar opens the full list; Escape closes it and returns the focus. */
export const Avatars: Story = {
  play: async ({ canvas }) => {
    const more = canvas.getByRole('button', { name: 'Show 8 more' })
    await press(more)
    const list = await screen.findByRole('dialog')
    await expect(within(list).getAllByRole('listitem')).toHaveLength(12)
    await userEvent.keyboard('{Escape}')
    await expect(more).toHaveFocus()
  },
}

export const OpenList: Story = {
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: 'Show 8 more' }))
    const list = await screen.findByRole('dialog')
    await waitFor(() => expect(list).toBeVisible())
  },
}

export const Clickable: Story = {
  args: { members: people(4), onMemberClick: fn() },
  play: async ({ canvas, args }) => {
    await userEvent.tab()
    await waitFor(() => expect(screen.getByRole('tooltip')).toHaveTextContent('Ana Novak (you)'))
    await userEvent.keyboard('{Enter}')
    await expect(args.onMemberClick).toHaveBeenCalledOnce()
    await userEvent.tab()
    await expect(canvas.getAllByRole('button')[1]).toHaveFocus()
  },
}

/** A single tab stop; arrows, Home and End move within the list. */
export const ClickableList: Story = {
  args: { variant: 'list', members: people(9), onMemberClick: fn(), w: 300 },
  play: async ({ canvas, args }) => {
    canvas.getByRole('group', { name: 'People online' }).focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    await expect(args.onMemberClick).toHaveBeenCalledWith(expect.objectContaining({ id: 'user-8' }))
  },
}

export const List: Story = {
  args: { variant: 'list', members: people(9), w: 300 },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('searchbox'), 'brun')
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.clear(canvas.getByRole('searchbox'))
  },
}

export const Count: Story = { args: { variant: 'count' } }

export const OnlyYou: Story = { args: { members: people(1) } }
export const Nobody: Story = { args: { members: [] } }
export const Loading: Story = { args: { members: [], status: 'subscribing' } }
export const LoadingList: Story = { args: { members: [], status: 'subscribing', variant: 'list', w: 300 } }
export const LoadingCount: Story = { args: { members: [], status: 'subscribing', variant: 'count' } }
export const Denied: Story = {
  args: { members: [], status: 'error', error: Object.assign(new Error('forbidden'), { status: 403 }) },
}
export const Failed: Story = {
  args: { members: [], status: 'error', error: new Error('network'), onRetry: fn() },
  play: async ({ canvas, args }) => {
    await press(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
}
export const Stale: Story = { args: { isStale: true } }
export const StaleList: Story = { args: { variant: 'list', members: people(4), isStale: true, w: 300 } }

export const StaleCount: Story = { args: { variant: 'count', isStale: true } }

const lost = { isStale: true, status: 'error', error: new Error('404'), onRetry: fn() } as const

/** The subscription was lost. The previous members stay, with a button to reload them. */
export const OutOfDate: Story = {
  args: lost,
  play: async ({ canvas, args }) => {
    await press(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onRetry).toHaveBeenCalledOnce()
  },
}
export const OutOfDateList: Story = { args: { ...lost, variant: 'list', members: people(4), w: 300 } }

/** Long names, right-to-left names and a missing name. */
export const Names: Story = {
  args: {
    variant: 'list',
    w: 300,
    members: [
      'Wolfeschlegelsteinhausenbergerdorff von und zu Hohenstein',
      'دانا الأحمد',
      '👩‍🚀 Zoë Müller',
      '李小龍',
      'x',
      undefined,
    ].map((name, index) => ({
      id: `someone-${index}`,
      info: { name, role: index === 1 ? 'تصميم' : 'Engineering' },
      isMe: index === 1,
      seenAt: Date.now() - index * 3_700_000,
    })),
  },
}

/** 1 000 members: only the visible rows are rendered. */
export const Huge: Story = {
  render: (args) => (
    <Box h={420} display="grid">
      <OnlineUsers {...args} />
    </Box>
  ),
  args: { variant: 'list', members: people(1000), w: 300 },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1,000 online')).toBeVisible()
    // The code for long lists is loaded on demand.
    await waitFor(() => expect(canvas.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', '1000'))
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
