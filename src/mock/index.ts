export type {
  App,
  ChannelMember,
  HubChannelSnapshot,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
  WebhookName,
} from '../protocol/index.ts'
export type {
  CreateMockServer,
  MockBroadcaster,
  MockMessageToSend,
  MockRequestUser,
  MockServer,
  MockServerContext,
} from './backend/app-server.ts'
export { createMockPusher } from './create-mock-pusher.ts'
export type { HttpFault, HttpFaultOptions, MockRoute } from './backend/http-faults.ts'
export { MockError, type MockErrorCode } from './mock-error.ts'
export type {
  MockMessage,
  MockMessageAnswer,
  MockMessageHandler,
  MockMessageHandlers,
} from './backend/messages.ts'
export type {
  MockClientOptions,
  MockProvider,
  MockPusher,
  MockPusherOptions,
  RestoreOptions,
  WaitOptions,
} from './mock-pusher.ts'
export type { MockConnection } from './transport/mock-connections.ts'
export type { RemoteMember } from './backend/remote-member.ts'
export type { AuthorizationRequest, AuthorizationVerdict, Authorize } from './backend/authorize.ts'
export type { MockUser } from './mock-user.ts'
export type { MockNetwork } from './transport/network.ts'
export type { PusherClient, PusherConstructor, PusherJsOptions } from './transport/pusher-types.ts'
export type { MockFrame } from './state/transcript.ts'
