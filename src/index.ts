/**
 * React hooks for Pusher Channels.
 *
 * ```tsx
 * import { PusherProvider, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
 *
 * function News() {
 *   const { isConnected } = usePusherConnection()
 *   usePusherChannel('news', 'published', (article) => show(article))
 *   return <p>{isConnected ? 'live' : 'offline'}</p>
 * }
 *
 * <PusherProvider appKey="key" cluster="eu"><News /></PusherProvider>
 * ```
 *
 * @module
 */
export {
  ConfigError,
  ConnectionError,
  HandlerError,
  PayloadError,
  PusherKitError,
  PusherProvider,
  RequestError,
  SubscriptionError,
  TriggerError,
  usePusher,
  usePusherChannel,
  usePusherConnection,
} from './react/index.ts'
export type {
  AuthOptions,
  Backend,
  ChannelLike,
  ChannelStatus,
  ClientErrorCode,
  ConnectionLike,
  ConnectionSnapshot,
  ConnectionState,
  ConnectionStats,
  CreateClient,
  EmitterLike,
  Endpoints,
  EventMeta,
  Gap,
  KitOptions,
  LatencyStats,
  PublishOptions,
  PusherChannel,
  PusherChannelOptions,
  PusherConnection,
  PusherConnectionOptions,
  PusherLike,
  PusherOptions,
  PusherProviderProps,
  Receipt,
  TriggerOptions,
  UserLike,
} from './react/index.ts'
