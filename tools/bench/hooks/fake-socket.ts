import { createMockPusher } from 'react-pusher-kit/mock'

export const channel = 'news'
export const event = 'published'

interface Transport {
  emit: (event: string, message: { data: string }) => void
}

/** A connected pusher-js with a fake socket that delivers events on demand. Excludes the cost of a WebSocket. */
export async function openFakeSocket() {
  const mock = createMockPusher()
  const pusher = mock.client()
  const transport = () =>
    (pusher.connection as unknown as { connection: { transport: Transport } }).connection.transport
  return {
    pusher,
    mock,
    ready: () => mock.subscribed(channel),
    deliver(count: number) {
      const socket = transport()
      for (let n = 0; n < count; n += 1) {
        const data = JSON.stringify({
          n,
          text: 'a line of about one hundred characters, as logs have them, now and then',
        })
        socket.emit('message', { data: JSON.stringify({ event, channel, data }) })
      }
    },
    close: () => mock.dispose(),
  }
}

export type FakeSocket = Awaited<ReturnType<typeof openFakeSocket>>
