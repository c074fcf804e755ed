import type { ChannelDefinition } from '../../channels/index.ts'
import type { StatusSignal } from './debug-log.ts'
import type { Endpoints, KitOptions } from '../options.ts'
import type { ActiveClient } from './active-client.ts'

/** What every piece of the core knows. The options are read when they are needed, since they may change. */
export interface KitContext {
  readonly activeClient: ActiveClient
  readonly settings: KitOptions
  /** Aborted when the session is over: another `sessionKey`, `dispose()`, the provider's end. */
  readonly session: AbortSignal
  readonly endpoints: Endpoints
  /** The app's own instance: its channels are left, it is never disconnected. */
  readonly isBorrowed: boolean
  /** The app key of the backend to sign for while it is not the first; null otherwise. */
  readonly fallbackKey: string | null
  /** The declaration of a channel; undefined when the app declared none that matches. */
  definitionOf: (channel: string) => ChannelDefinition | undefined
  reportError: (error: Error) => void
  /** Called with every change of a channel's status. */
  readonly statuses: StatusSignal
}
