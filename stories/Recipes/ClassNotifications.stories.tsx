import type { Meta, StoryObj } from '@storybook/react-vite'
import { mockPusherOf } from 'react-pusher-kit/storybook'
import { screen, userEvent, within } from 'storybook/test'
import { ClassNotifications, newsChannels as channels } from '../../examples/recipes/ClassNotifications.tsx'

const news = 'private-class-news-7b'

const meta = {
  title: 'Recipes/Class notifications',
  component: ClassNotifications,
  args: { classId: '7b', pupilId: 'mia' },
  beforeEach: () => localStorage.removeItem('class-inbox:mia'),
  parameters: { layout: 'padded', pusher: { channels, provider: { channels } } },
  render: (args) => (
    <div style={{ minHeight: 420 }}>
      <ClassNotifications {...args} />
    </div>
  ),
} satisfies Meta<typeof ClassNotifications>

export default meta
type Story = StoryObj<typeof meta>

/** A school day: homework, a lesson that moves, a grade. */
export const Live: Story = {
  parameters: {
    pusher: {
      script: {
        steps: [
          { after: 1000, channel: news, event: 'homework.set', data: { subject: 'Maths', due: 'on Friday' } },
          {
            after: 3000,
            channel: news,
            event: 'lesson.moved',
            data: (round: number) => ({ lesson: 'Art', to: `${9 + (round % 6)}:00` }),
          },
          {
            after: 3000,
            channel: 'private-pupil-mia',
            event: 'grade.given',
            data: { subject: 'Physics', grade: 'very good' },
          },
          { after: 9000, run: () => {} },
        ],
        repeat: true,
      },
    },
  },
}

/** Homework arrives, a lesson moves twice, and the keyboard opens the bell. */
export const Played: Story = {
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed(news)
    mock.trigger(news, 'homework.set', { subject: 'Maths', due: 'on Friday' })
    await screen.findByText('Homework in Maths')
    mock.trigger(news, 'lesson.moved', { lesson: 'Art', to: '10:00' })
    await screen.findByText('Now 10:00')
    mock.trigger(news, 'lesson.moved', { lesson: 'Art', to: '11:00' })
    await screen.findByText('Now 11:00')
    const bell = await screen.findByRole('button', { name: 'Notifications, 2 unread' })
    bell.focus()
    await userEvent.keyboard('{Enter}')
    await within(await screen.findByRole('dialog')).findByText('Art has moved')
  },
}
