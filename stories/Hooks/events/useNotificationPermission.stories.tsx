import type { Meta, StoryObj } from '@storybook/react-vite'
import { userEvent } from 'storybook/test'
import { BackgroundNotifications } from '../../../examples/docs/hooks/useNotificationPermission.tsx'

const meta = {
  title: 'Hooks/useNotificationPermission',
  component: BackgroundNotifications,
  parameters: { layout: 'padded' },
} satisfies Meta<typeof BackgroundNotifications>

export default meta
type Story = StoryObj<typeof meta>

/** The permission of this page in this browser. */
export const Live: Story = {}

/** Requested by a click, and granted. */
export const Played: Story = {
  beforeEach: () => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification') ?? { configurable: true }
    const willing = { permission: 'default', requestPermission: () => Promise.resolve('granted') }
    Object.defineProperty(globalThis, 'Notification', { configurable: true, value: willing })
    return () => void Object.defineProperty(globalThis, 'Notification', real)
  },
  play: async ({ canvas }) => {
    canvas.getByRole('button', { name: /^Notify me/ }).focus()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('You are notified while this tab is hidden.')
  },
}
