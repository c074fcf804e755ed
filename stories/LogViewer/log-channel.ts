import type { PusherProviderProps } from 'react-pusher-kit'
import type { MockPusher } from 'react-pusher-kit/mock'
import { sampleLine } from './sample-log.ts'

/** Publishes sample lines on `logs`, from the one with this number on. */
export function publishLines(mock: MockPusher, from: number, count: number): void {
  for (let seq = from; seq < from + count; seq += 1) mock.trigger('logs', 'log', sampleLine(seq))
}

/** Answers requests for the history in place of the mock; where it answers nothing, the mock does. */
export function answerHistory(answer: (url: URL) => Promise<Response> | Response | undefined) {
  return (mock: MockPusher): Partial<PusherProviderProps> => ({
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input, location.href)
      const given = url.pathname.endsWith('/events') ? await answer(url) : undefined
      return given ?? mock.fetch(input, init)
    },
  })
}
