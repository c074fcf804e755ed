import { PusherMock } from 'pusher-js-mock'
import { createMockPusher } from 'react-pusher-kit/mock'

/** One test body: connect, subscribe, receive one event. */
export type Body = () => Promise<void>

export const withKit: Body = async () => {
  const mock = createMockPusher()
  const channel = mock.client().subscribe('logs')
  await new Promise((resolve) => void channel.bind('pusher:subscription_succeeded', resolve))
  const received = new Promise((resolve) => void channel.bind('e', resolve))
  mock.trigger('logs', 'e', { text: 'hello' })
  await received
  mock.dispose()
}

/** pusher-js-mock has no server: it does not connect, and the test emits the event on the channel itself. */
export const withPusherJsMock: Body = async () => {
  const pusher = new PusherMock('key')
  const channel = pusher.subscribe('logs')
  const received = new Promise<void>((resolve) => channel.bind('e', () => resolve()))
  channel.emit('e', { text: 'hello' })
  await received
  pusher.unsubscribe('logs')
}

/** ms per run, after a warm-up; the bodies take turns. */
export async function timeBodies(
  bodies: Record<string, Body>,
  runs: number,
): Promise<Record<string, number[]>> {
  const samples: Record<string, number[]> = {}
  for (let run = -50; run < runs; run++) {
    for (const [name, body] of Object.entries(bodies)) {
      const start = performance.now()
      await body()
      const took = performance.now() - start
      if (run >= 0) (samples[name] ??= []).push(took)
    }
  }
  return samples
}
