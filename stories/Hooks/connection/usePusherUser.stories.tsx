import type { Meta, StoryObj } from '@storybook/react-vite'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { Account } from '../../../examples/docs/hooks/usePusherUser.tsx'

const meta = {
  title: 'Hooks/usePusherUser',
  component: Account,
  parameters: { layout: 'padded', pusher: { user: { id: 'mia', watchlist: ['ana'] } } },
} satisfies Meta<typeof Account>

export default meta
type Story = StoryObj<typeof meta>

/** Mia receives notes. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          {
            after: 2500,
            run: (mock: MockPusher, round: number) =>
              mock.sendToUser('mia', 'note', { text: `Report ${round + 1} is ready` }),
          },
        ],
        repeat: true,
      },
    },
  },
}

/** Mia is signed in; Ana, on her watchlist, comes online; a note arrives for Mia only. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('Signed in as mia')
    mock.client({ user: { id: 'ana' } }).signin()
    await canvas.findByText('Online of those you follow: ana')
    mock.sendToUser('mia', 'note', { text: 'Your report is ready' })
    await canvas.findByText('Your report is ready')
  },
}

/** The server does not recognize the user. */
export const Refused: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => mock.authorize(() => ({ status: 401 })),
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('alert')
  },
}
