import type { MockPusher } from '../mock/index.ts'

export type MockNetworkState = 'online' | 'slow' | 'outage' | 'offline'

/** For `globalTypes` of the preview: a toolbar that breaks and mends the network of the story on screen. */
export const mockPusherToolbar = {
  pusherNetwork: {
    description: 'Network between the story and the mock',
    toolbar: {
      title: 'Network',
      icon: 'transfer' as const,
      dynamicTitle: true as const,
      items: [
        { value: 'online', title: 'Online' },
        { value: 'slow', title: 'Slow (400 ms)' },
        { value: 'outage', title: 'Pusher is down' },
        { value: 'offline', title: 'Offline' },
      ],
    },
  },
}

/** Puts the network into a state; the answer mends it. */
export function breakNetwork(mock: MockPusher, state: MockNetworkState): () => void {
  switch (state) {
    case 'slow': {
      const { latency } = mock.network
      mock.network = { latency: 200 }
      return () => {
        mock.network = { latency }
      }
    }
    case 'outage':
      mock.outage()
      return () => mock.restore()
    case 'offline':
      mock.offline()
      return () => mock.online()
    default:
      return () => {}
  }
}
