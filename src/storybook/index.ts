export { StoryError, type StoryErrorCode } from './errors.ts'
export { mockPusherOf, startMockPusher } from './mock-pusher.ts'
export type { MockNetworkState } from '../inspector/index.ts'
export { mockPusherToolbar } from './network/network-toolbar.ts'
export type { MockPusherContext, MockPusherParameters } from './parameters.ts'
export type {
  JoinStep,
  LeaveStep,
  MockScript,
  NetworkStep,
  PublishStep,
  RunStep,
  ScriptStep,
} from './script/script-step.ts'
export { withMockPusher } from './withMockPusher.tsx'
