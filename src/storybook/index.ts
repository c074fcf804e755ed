export { mockPusherOf, startMockPusher } from './mock-pusher.ts'
export type { MockPusherContext, MockPusherParameters } from './mock-pusher.ts'
export { type MockNetworkState, mockPusherToolbar } from './network-toolbar.ts'
export { withMockPusher } from './withMockPusher.tsx'
