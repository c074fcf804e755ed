import { Center, Text } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { boardChannels as channels, LiveCursors } from '../../examples/recipes/LiveCursors.tsx'

const channel = 'presence-board-plan'

const meta = {
  title: 'Recipes/Live cursors',
  component: LiveCursors,
  args: {
    board: 'plan',
    children: (
      <Center h="100%">
        <Text>Move over the board, or focus it and use the arrow keys.</Text>
      </Center>
    ),
  },
  parameters: {
    layout: 'padded',
    pusher: { channels, provider: { channels }, user: { id: 'mia', info: { name: 'Mia' } } },
  },
} satisfies Meta<typeof LiveCursors>

export default meta
type Story = StoryObj<typeof meta>

/** Two others draw circles; my own cursor goes by keyboard. */
export const Lively: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    const ana = mock.join(channel, { id: 'ana', info: { name: 'Ana' } })
    const bruno = mock.join(channel, { id: 'bruno', info: { name: 'Bruno' } })
    ana.trigger('client-cursor', { x: 0.2, y: 0.25 })
    bruno.trigger('client-cursor', { x: 0.7, y: 0.7 })
    await canvas.findByText('Bruno')
    await userEvent.tab()
    await expect(canvas.getByRole('application', { name: 'Board' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}')
    await expect(canvas.getByText('You').parentElement?.style.left).toBe('60%')
    await waitFor(async () => {
      const sent = mock.frames.filter(
        ({ event, direction }) => event === 'client-cursor' && direction === 'sent',
      )
      await expect(sent.at(-1)?.data).toEqual({ x: expect.closeTo(0.6) as number, y: 0.45 })
    })
  },
}

/** The connection is lost: the last positions stay, grey. */
export const Stale: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.join(channel, { id: 'ana', info: { name: 'Ana' } }).trigger('client-cursor', { x: 0.2, y: 0.25 })
    await context.canvas.findByText('Ana')
    mock.outage()
    await waitFor(() =>
      expect(context.canvas.getByRole('application')).toHaveStyle({ filter: 'grayscale(1)' }),
    )
  },
}
