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
      <Center h="100%" px="md">
        <Text ta="center">Move over the board, or focus it and use the arrow keys.</Text>
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

const ana = { id: 'ana', info: { name: 'Ana' } }
const bruno = { id: 'bruno', info: { name: 'Bruno' } }
const onCircle = (angle: number, radius: number) => ({
  x: 50 + radius * Math.cos(angle),
  y: 50 + radius * Math.sin(angle),
})

/** Ana and Bruno move their cursors. Move over the board, or use the arrow keys. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 120, channel, join: ana },
          { channel, join: bruno },
          {
            channel,
            event: 'client-cursor',
            from: 'ana',
            data: (round: number) => onCircle(round / 20, 30),
          },
          {
            channel,
            event: 'client-cursor',
            from: 'bruno',
            data: (round: number) => onCircle(-round / 31, 45),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** Two others draw circles; the keyboard moves the own cursor. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.join(channel, ana).trigger('client-cursor', { x: 20, y: 25 })
    mock.join(channel, bruno).trigger('client-cursor', { x: 70, y: 70 })
    await canvas.findByText('Bruno')
    await userEvent.tab()
    await expect(canvas.getByRole('application', { name: 'Board' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}')
    await expect(canvas.getByText('You').parentElement?.style.left).toBe('60%')
    await waitFor(async () => {
      const sent = mock.frames.filter(
        ({ event, direction }) => event === 'client-cursor' && direction === 'sent',
      )
      await expect(sent.at(-1)?.data).toEqual({ x: 60, y: 45 })
    })
  },
}

/** A cursor stays completely visible at every edge of the board. */
export const AtTheEdges: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.join(channel, ana).trigger('client-cursor', { x: 0, y: 0 })
    mock.join(channel, bruno).trigger('client-cursor', { x: 100, y: 100 })
    await canvas.findByText('Bruno')
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight>10/}{ArrowUp>10/}')
    const board = canvas.getByRole('application').getBoundingClientRect()
    for (const name of ['Ana', 'Bruno', 'You']) {
      const cursor = canvas.getByText(name).parentElement?.getBoundingClientRect()
      await expect(cursor?.left).toBeGreaterThanOrEqual(board.left)
      await expect(cursor?.right).toBeLessThanOrEqual(board.right)
      await expect(cursor?.top).toBeGreaterThanOrEqual(board.top)
      await expect(cursor?.bottom).toBeLessThanOrEqual(board.bottom)
      const label = canvas.getByText(name)
      await expect(label.scrollWidth).toBeLessThanOrEqual(label.clientWidth)
    }
  },
}

/** The connection is lost: the last positions stay, in grey, with a message. */
export const Stale: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(channel)
    mock.join(channel, ana).trigger('client-cursor', { x: 20, y: 25 })
    await context.canvas.findByText('Ana')
    mock.outage()
    await waitFor(() =>
      expect(context.canvas.getByRole('application')).toHaveStyle({ filter: 'grayscale(1)' }),
    )
    await expect(context.canvas.getByRole('status')).toHaveTextContent(/stand still/)
  },
}
