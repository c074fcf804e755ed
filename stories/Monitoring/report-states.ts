import { press } from '../press.ts'
import type { MockPusher } from 'react-pusher-kit/mock'
import type { within } from 'storybook/test'

interface Report {
  /** Where the server answers with it. */
  route: `/${string}`
  body: object
  /** A text that is on the page when it has come. */
  text: string
}

interface Played {
  canvas: ReturnType<typeof within>
}

const setUp = (setup: (mock: MockPusher) => void) => ({ parameters: { pusher: { setup } } })

/** The states of a component that reads its report from the app's server. */
export function reportStates({ route, body, text }: Report) {
  const answer = (mock: MockPusher) => mock.http({ route, status: 200, body })
  return {
    fromServer: {
      ...setUp(answer),
      play: async ({ canvas }: Played) => void (await canvas.findByText(text)),
    },
    denied: {
      ...setUp((mock) => mock.http({ route, status: 403 })),
      play: async ({ canvas }: Played) => void (await canvas.findByText('Not allowed to read this report')),
    },
    failed: {
      ...setUp((mock) => {
        mock.http({ route, status: 500, times: 1 })
        answer(mock)
      }),
      play: async ({ canvas }: Played) => {
        await press(await canvas.findByRole('button', { name: 'Try again' }))
        await canvas.findByText(text)
      },
    },
    stale: {
      args: { interval: 1000 },
      ...setUp((mock) => {
        mock.http({ route, status: 200, body, times: 1 })
        mock.http({ route, status: 503 })
      }),
      play: async ({ canvas }: Played) => {
        await canvas.findByText(text)
        await canvas.findByText(/^Not up to date/)
      },
    },
  }
}
