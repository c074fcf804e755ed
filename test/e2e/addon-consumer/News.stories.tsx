import type { Meta, StoryObj } from '@storybook/react-vite'
import { usePresence, usePusherConnection, usePusherEvents } from 'react-pusher-kit'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'

const channels = defineChannels({
  news: {
    events: { published: z.object({ title: z.string().min(1) }).meta({ examples: [{ title: 'Hello' }] }) },
  },
  'presence-room': { member: z.object({ name: z.string() }), events: {} },
})

interface Article {
  title: string
}

function News({ heading }: { heading: string }) {
  const { state } = usePusherConnection({ latencyInterval: 0 })
  const articles = usePusherEvents('news', 'published') as Article[]
  const { members, error } = usePresence<{ name: string }>('presence-room')
  return (
    <main>
      <h1>{heading}</h1>
      <p>{state}</p>
      <ul aria-label="Articles">
        {articles.map(({ title }, index) => (
          <li key={index}>{title}</li>
        ))}
      </ul>
      <p>{members.map(({ info }) => info.name).join(', ')}</p>
      {error && <p role="alert">{error.message}</p>}
    </main>
  )
}

const meta = {
  title: 'News',
  component: News,
  args: { heading: 'News' },
  parameters: { pusher: { channels } },
} satisfies Meta<typeof News>

export default meta
type Story = StoryObj<typeof meta>

export const Quiet: Story = {}

export const Live: Story = {
  parameters: {
    pusher: {
      script: [{ after: 100, channel: 'news', event: 'published', data: { title: 'From the script' } }],
    },
  },
}
