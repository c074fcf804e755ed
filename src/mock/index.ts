export type {
  App,
  ChannelMember,
  ChannelSnapshot,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  WebhookName,
} from '../protocol/index.ts'
export { createMockPusher } from './create-mock-pusher.ts'
export { MockError, type MockErrorCode } from './mock-error.ts'
export type { MockMessage, MockMessageAnswer, MockMessageHandler, MockMessageHandlers } from './messages.ts'
export type {
  AuthorizationRequest,
  AuthorizationVerdict,
  Authorize,
  MockClientOptions,
  MockConnection,
  MockProvider,
  MockPusher,
  MockPusherOptions,
  MockUser,
  RemoteMember,
  WaitOptions,
} from './mock-types.ts'
export type { MockNetwork } from './network.ts'
export type { PusherClient, PusherConstructor, PusherOptions } from './pusher-types.ts'
export type { MockFrame } from './transcript.ts'
