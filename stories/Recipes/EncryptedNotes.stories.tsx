import type { Meta, StoryObj } from '@storybook/react-vite'
import PusherWithoutEncryption from 'pusher-js'
import Pusher from 'pusher-js/with-encryption'
import type { MockPusher } from 'react-pusher-kit/mock'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { expect, userEvent, waitFor } from 'storybook/test'
import { EncryptedNotes, noteChannels as channels } from '../../examples/recipes/EncryptedNotes.tsx'
import { withQueryClient } from './withQueryClient.tsx'

const channel = 'private-encrypted-notes-diary'

const meta = {
  title: 'Recipes/Encrypted notes',
  component: EncryptedNotes,
  args: { notebook: 'diary', author: 'Mia' },
  decorators: [withQueryClient],
  parameters: {
    layout: 'padded',
    pusher: {
      channels,
      Pusher,
      provider: { channels },
      setup: (mock: MockPusher) =>
        mock.trigger(channel, 'note', { author: 'Ana', text: 'The key is under the mat.' }),
    },
  },
} satisfies Meta<typeof EncryptedNotes>

export default meta
type Story = StoryObj<typeof meta>

const notes = ['The spare one is with the neighbour.', 'Water the basil, please.', 'Back on Sunday.']

/** Ana writes three notes. Write one yourself. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: notes.map((text) => ({ after: 3000, channel, event: 'note', data: { author: 'Ana', text } })),
    },
  },
}

/** A note is written with the keyboard. The frame contains a nonce and a ciphertext. */
export const Played: Story = {
  play: async (context) => {
    const { canvas } = context
    const mock = mockPusherOf(context)
    await canvas.findByText('The key is under the mat.')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Save' })).toBeEnabled())
    await userEvent.tab()
    await userEvent.keyboard('Moved it to the greenhouse.')
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('Moved it to the greenhouse.', { selector: 'p' })
    await expect(JSON.stringify(mock.frames)).not.toContain('greenhouse')
  },
}

export const NotYours: Story = {
  parameters: {
    pusher: {
      provider: { onError: () => {} },
      setup: (mock: MockPusher) => mock.authorize(() => false),
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText(/not allowed to read/)
  },
}

/** pusher-js without encryption: the page shows what to do. */
export const OldBuild: Story = {
  parameters: {
    pusher: {
      Pusher: PusherWithoutEncryption,
      provider: { options: { nacl: undefined }, onError: () => {} },
    },
  },
  play: async ({ canvas }) => {
    await canvas.findByText(/cannot decrypt/)
  },
}
