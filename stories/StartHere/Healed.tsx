import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PusherProvider, useEventLog, usePusherConnection } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { Demo } from './Demo.tsx'
import classes from './Demo.module.css'
import type { Stage, Step } from './usePlayback.ts'

const channels = defineChannels({
  build: { events: { line: type<{ text: string }>() }, persist: true },
})

interface Build extends Stage {
  mock: MockPusher
}

function createStage(): Build {
  const mock = createMockPusher({ channels })
  return { mock, dispose: () => mock.dispose() }
}

const lines = [
  'Checkout 4f2a91c',
  'Install 1,204 packages',
  'Compile 318 modules',
  'Test auth: 41 passed',
  'Test orders: 87 passed',
  'Test billing: 1 failed',
  'Retry billing: passed',
  'Upload 12 files',
]

const publish =
  (place: number) =>
  ({ mock }: Build) =>
    mock.trigger('build', 'line', { text: lines[place] })

const live = (place: number, pause = 900): Step<Build> => ({
  text: 'The server publishes log lines.',
  pause,
  run: publish(place),
})
const unseen = (place: number, pause = 900): Step<Build> => ({
  text: 'The connection is lost. The server continues.',
  pause,
  run: publish(place),
})

const steps: readonly Step<Build>[] = [
  { text: 'A page shows the log of a build.', pause: 1600 },
  live(0),
  live(1),
  live(2, 1400),
  { text: 'The connection is lost.', pause: 1400, run: ({ mock }) => mock.outage() },
  unseen(3),
  unseen(4),
  unseen(5, 1400),
  {
    text: 'The connection is back. The missing lines are fetched, and inserted in order.',
    pause: 3200,
    run: ({ mock }) => mock.restore({ reconnect: 'now' }),
  },
  { ...live(6), text: 'New lines arrive live again.' },
  { ...live(7, 4500), text: 'New lines arrive live again. No line is missing.' },
]
const [lost, restored] = [4, 8]

/** How many lines the server has published by a step. */
const publishedBy = (index: number): number =>
  steps.slice(0, index + 1).filter((_, step) => step !== 0 && step !== lost && step !== restored).length

/** A log whose connection is lost: what was published meanwhile is fetched. */
export function Healed(): ReactNode {
  return (
    <Demo name="A lost connection" steps={steps} createStage={createStage}>
      {({ stage: { mock }, round, index }) => (
        <PusherProvider key={round} {...mock.provider} channels={channels}>
          <Page published={publishedBy(index)} />
        </PusherProvider>
      )}
    </Demo>
  )
}

function Page({ published }: { published: number }): ReactNode {
  const { isConnected } = usePusherConnection()
  const { log, size } = useEventLog<{ text: string }>({ channel: 'build', event: 'line' })
  const received = new Set(log.slice(0, size).map(({ data }) => data.text))
  return (
    <>
      <div className={classes.title}>
        <Text size="sm" fw={600}>
          Build 1042
        </Text>
        <Text size="xs">{isConnected ? 'Connected' : 'Not connected'}</Text>
      </div>
      <ol className={classes.lines}>
        {lines.map((text, place) => {
          const state = stateOf(place, place < published, received.has(text))
          return (
            <li key={text} data-state={state}>
              {state !== 'future' && (
                <>
                  <span>{state === 'missing' ? 'not received' : text}</span>
                  <span>{state}</span>
                </>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function stateOf(place: number, isPublished: boolean, isReceived: boolean) {
  const isDuringOutage = place >= 3 && place <= 5
  if (!isPublished) return 'future'
  if (!isReceived) return isDuringOutage ? 'missing' : 'future'
  return isDuringOutage ? 'fetched' : 'live'
}
