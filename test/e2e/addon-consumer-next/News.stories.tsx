import { usePusherEvents } from 'react-pusher-kit'
import type { MockPusherParameters } from 'react-pusher-kit/storybook'
import preview from './.storybook/preview.ts'

interface Article {
  title: string
}

function News() {
  const articles = usePusherEvents<Article>('news', 'published')
  return (
    <ul aria-label="Articles">
      {articles.map(({ title }) => (
        <li key={title}>{title}</li>
      ))}
    </ul>
  )
}

const meta = preview.meta({ title: 'News', component: News })

export const Live = meta.story({
  parameters: {
    pusher: {
      script: [{ after: 100, channel: 'news', event: 'published', data: { title: 'From the script' } }],
    } satisfies MockPusherParameters,
  },
})
