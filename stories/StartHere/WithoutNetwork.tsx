import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { regionOf } from '../docs-blocks/regions.ts'
import { Demo } from './Demo.tsx'
import classes from './Demo.module.css'
import { Orders } from './Orders.tsx'
import type { Stage, Step } from './usePlayback.ts'

interface Test extends Stage {
  mock: MockPusher
}

function createStage(): Test {
  const mock = createMockPusher()
  return { mock, dispose: () => mock.dispose() }
}

const sources: Readonly<Record<string, string>> = import.meta.glob('../../test/docs/start-here.test.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The lines of a real test. */
const lines = regionOf(Object.values(sources)[0] ?? '', 'lines').split('\n')

const steps: readonly Step<Test>[] = [
  { text: 'The test renders the app on the mock.', pause: 1800 },
  { text: 'The real pusher-js subscribes, in memory.', pause: 2000 },
  {
    text: 'The test publishes an event, as the server would.',
    pause: 1600,
    run: ({ mock }) => mock.trigger('orders', 'paid', {}),
  },
  { text: 'The page shows it.', pause: 2000 },
  { text: 'The test simulates an outage of Pusher.', pause: 1600, run: ({ mock }) => mock.outage() },
  { text: 'The page shows it.', pause: 2000 },
  {
    text: 'The test ends the outage.',
    pause: 1600,
    run: ({ mock }) => mock.restore({ reconnect: 'now' }),
  },
  { text: 'The page is online again. The test passes without an account, keys or a network.', pause: 5000 },
]

/** A test of an outage, line by line, with the page that it tests. */
export function WithoutNetwork(): ReactNode {
  return (
    <Demo name="A test without a network" steps={steps} createStage={createStage}>
      {({ stage: { mock }, round, index }) => (
        <>
          <ol className={classes.code}>
            {lines.map((line, place) => (
              <li key={`${place} ${line}`} aria-current={place === index ? 'step' : undefined}>
                <span className={classes.mark} aria-hidden>
                  {place < index || index === lines.length - 1 ? '✓' : ''}
                </span>
                {line}
              </li>
            ))}
          </ol>
          <div className={classes.page}>
            <Text size="xs">The page under test</Text>
            <PusherProvider key={round} {...mock.provider}>
              <Orders />
            </PusherProvider>
          </div>
        </>
      )}
    </Demo>
  )
}
