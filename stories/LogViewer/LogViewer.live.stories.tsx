import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { MockedLog } from './MockedLog.tsx'

const meta = {
  title: 'Components/LogViewer/On a channel',
  component: MockedLog,
  args: { height: 420, defaultUtc: true, stored: 300 },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof MockedLog>

export default meta
type Story = StoryObj<typeof meta>

const never = new Promise<never>(() => {})
const denied = (): Response => Response.json({ error: 'forbidden' }, { status: 403 })

/** A line now and then. */
export const Live: Story = {
  args: {
    script: (_mock, publish) => {
      const timer = setInterval(() => publish(1), 400)
      return () => clearInterval(timer)
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Live')).toBeVisible()
  },
}

/** Four thousand lines a second: the viewer paints ten times a second, and says so. */
export const RushHour: Story = {
  args: {
    script: (_mock, publish) => {
      const timer = setInterval(() => publish(200), 50)
      return () => clearInterval(timer)
    },
  },
}

export const Loading: Story = { args: { answerHistory: () => never } }

export const NothingYet: Story = { args: { stored: 0 } }

/** Pusher is down: the lines stay, and the banner says how old the newest is. */
export const Reconnecting: Story = {
  args: {
    script: (mock, publish) => {
      publish(3)
      mock.outage()
    },
  },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('Connection lost. Reconnecting…', {}, { timeout: 5000 }),
    ).toBeVisible()
  },
}

/** Published while the socket was gone, and fetched afterwards: nothing is missing. */
export const Healed: Story = {
  args: {
    script: (mock, publish) => {
      mock.drop()
      publish(500)
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('800 lines', {}, { timeout: 5000 })).toBeVisible()
  },
}

/** What could not be fetched stays as a marker, with a way to try again. */
export const Gap: Story = {
  args: {
    answerHistory: (url) => (url.searchParams.has('after') ? denied() : undefined),
    script: (mock, publish) => {
      mock.drop()
      publish(120)
      const timer = setTimeout(() => publish(6), 1500)
      return () => clearTimeout(timer)
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/missing here/, {}, { timeout: 8000 })).toBeVisible()
  },
}

export const HistoryDenied: Story = {
  args: {
    answerHistory: denied,
    script: (_mock, publish) => {
      publish(12)
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You may not read the history')
  },
}

export const HistoryFailed: Story = {
  args: { answerHistory: () => Response.json({}, { status: 500 }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
