import { networkStates, type MockNetworkState } from './network-state.ts'

/** The global behind the toolbar; nothing in it leaves the network to the story. */
export const networkGlobal = 'pusherNetwork'

const states = Object.entries(networkStates) as [MockNetworkState, string][]

/** For `globalTypes` of the preview: a toolbar that breaks and mends the network of the story on screen. */
export const mockPusherToolbar = {
  [networkGlobal]: {
    description: 'Network between the story and Pusher',
    toolbar: {
      title: 'Network',
      icon: 'transfer' as const,
      dynamicTitle: true as const,
      items: [
        ...states.map(([value, title]) => ({ value, title })),
        { type: 'reset' as const, title: 'As the story says' },
      ],
    },
  },
}
