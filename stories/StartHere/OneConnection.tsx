import { Text } from '@mantine/core'
import {
  type ComponentType,
  type ReactNode,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { PusherProvider, usePusherChannel } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { Demo } from './Demo.tsx'
import classes from './Demo.module.css'
import type { Stage, Step } from './usePlayback.ts'

type Client = ReturnType<MockPusher['client']>

/** The same two components on three servers, so that the connections of each way are counted by themselves. */
interface Comparison extends Stage {
  own: MockPusher
  shared: MockPusher
  sharedClient: Client
  kit: MockPusher
}

function createStage(): Comparison {
  const mocks = { own: createMockPusher(), shared: createMockPusher(), kit: createMockPusher() }
  return {
    ...mocks,
    sharedClient: mocks.shared.client(),
    dispose() {
      for (const mock of Object.values(mocks)) mock.dispose()
    },
  }
}

function publish({ own, shared, kit }: Comparison): void {
  for (const mock of [own, shared, kit]) mock.trigger('orders', 'paid', { id: 'A-1' })
}

const steps: readonly Step<Comparison>[] = [
  { text: 'Components A and B read the same channel.', pause: 2200 },
  { text: 'As in StrictMode, both unmount and mount again.', pause: 2600 },
  { text: 'The server publishes an event.', pause: 2200, run: publish },
  { text: 'A unmounts.', pause: 2200 },
  { text: 'The server publishes another event.', pause: 1600, run: publish },
  {
    text: 'With one shared client, the cleanup of A has unsubscribed B. With a client each, every component connects.',
    pause: 6000,
  },
]
const [remount, unmount, lastEvent] = [1, 3, 4]

/** Two components that read one channel: in three ways, on the real pusher-js. */
export function OneConnection(): ReactNode {
  return (
    <Demo name="One connection" steps={steps} createStage={createStage}>
      {({ stage: { own, shared, sharedClient, kit }, round, index }) => {
        const key = `${round} ${index >= remount}`
        const isGone = index >= unmount
        const expected = index < 2 ? 0 : index < lastEvent ? 1 : 2
        const shown = { isGone, expected }
        return (
          <>
            <Way title="pusher-js, a client each" mock={own}>
              <Boxes key={key} {...shown} box={OwnClient} given={{ mock: own }} />
            </Way>
            <Way title="pusher-js, one client" mock={shared}>
              <Boxes key={key} {...shown} box={SharedClient} given={{ client: sharedClient }} />
            </Way>
            <Way title="react-pusher-kit" mock={kit}>
              <PusherProvider key={round} {...kit.provider}>
                <Boxes key={key} {...shown} box={WithHook} given={{}} />
              </PusherProvider>
            </Way>
          </>
        )
      }}
    </Demo>
  )
}

function Way({ title, mock, children }: { title: string; mock: MockPusher; children: ReactNode }): ReactNode {
  const subscribe = useCallback((listener: () => void) => mock.onFrame(listener), [mock])
  const count = useSyncExternalStore(subscribe, () => mock.connections.length)
  return (
    <div className={classes.row} role="group" aria-label={title}>
      <div className={classes.title}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs">{count === 1 ? '1 connection' : `${count} connections`}</Text>
      </div>
      <div className={classes.boxes}>{children}</div>
    </div>
  )
}

interface BoxProps {
  name: string
  /** Events that were published since it mounted. */
  expected: number
}

interface BoxesProps<Given> {
  isGone: boolean
  expected: number
  box: ComponentType<BoxProps & Given>
  given: Given
}

function Boxes<Given>({ isGone, expected, box: One, given }: BoxesProps<Given>): ReactNode {
  return (
    <>
      {isGone ? (
        <div className={classes.box} data-gone>
          A: unmounted
        </div>
      ) : (
        <One name="A" expected={expected} {...given} />
      )}
      <One name="B" expected={expected} {...given} />
    </>
  )
}

function Box({ name, expected, count }: BoxProps & { count: number }): ReactNode {
  const isBehind = count < expected
  return (
    <div className={classes.box} data-missed={isBehind || undefined}>
      {name}: {count === 1 ? '1 event' : `${count} events`}
      {isBehind && ', 1 lost'}
    </div>
  )
}

function useCount(): [count: number, increment: () => void] {
  const [count, setCount] = useState(0)
  return [count, useCallback(() => setCount((before) => before + 1), [])]
}

/** pusher-js, created in the component. */
function OwnClient({ mock, ...props }: BoxProps & { mock: MockPusher }): ReactNode {
  const [count, increment] = useCount()
  useEffect(() => {
    const client = mock.client()
    client.subscribe('orders').bind('paid', increment)
    return () => client.disconnect()
  }, [mock, increment])
  return <Box {...props} count={count} />
}

/** pusher-js, created once for all components. */
function SharedClient({ client, ...props }: BoxProps & { client: Client }): ReactNode {
  const [count, increment] = useCount()
  useEffect(() => {
    const channel = client.subscribe('orders').bind('paid', increment)
    return () => {
      channel.unbind('paid', increment)
      client.unsubscribe('orders')
    }
  }, [client, increment])
  return <Box {...props} count={count} />
}

function WithHook(props: BoxProps): ReactNode {
  const [count, increment] = useCount()
  usePusherChannel('orders', 'paid', increment)
  return <Box {...props} count={count} />
}
