import { type ReactNode, useEffect, useState } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { LogViewer, type LogViewerProps } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { sampleLine } from './sample-log.ts'

const channels = defineChannels({
  logs: { events: { log: type<ReturnType<typeof sampleLine>>() }, persist: true },
})

export interface MockedLogProps extends LogViewerProps {
  /** Lines that are in the history from the start. */
  stored?: number
  /** Answers a history request in place of the mock. */
  answerHistory?: (url: URL) => Promise<Response> | Response | undefined
  /** What happens once the channel is subscribed. */
  script?: (mock: MockPusher, publish: (count: number) => void) => void | (() => void)
}

/** A viewer on a channel of the mock: the real pusher-js, and no network. */
export function MockedLog({ stored = 0, answerHistory, script, ...props }: MockedLogProps): ReactNode {
  const [{ mock, publish }] = useState(() => createWire(stored))
  useEffect(() => {
    let stop: void | (() => void)
    let isOver = false
    const run = async (): Promise<void> => {
      await mock.subscribed('logs')
      if (!isOver) stop = script?.(mock, publish)
    }
    void run()
    return () => {
      isOver = true
      stop?.()
    }
  }, [mock, publish, script])
  const fetchHistory: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    const answer = url.pathname.endsWith('/events') ? await answerHistory?.(url) : undefined
    return answer ?? mock.fetch(input, init)
  }
  return (
    <PusherProvider {...mock.provider} fetch={fetchHistory}>
      <LogViewer channel="logs" event="log" {...props} />
    </PusherProvider>
  )
}

function createWire(stored: number): { mock: MockPusher; publish: (count: number) => void } {
  const mock = createMockPusher({ channels })
  let seq = 0
  const publish = (count: number): void => {
    for (let line = 0; line < count; line += 1) {
      seq += 1
      mock.trigger('logs', 'log', sampleLine(seq))
    }
  }
  publish(stored)
  return { mock, publish }
}
