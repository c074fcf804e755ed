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

/** What this browser says of this page. */
export const Live: Story = {}

/** Asked for by a click, and allowed. */
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
