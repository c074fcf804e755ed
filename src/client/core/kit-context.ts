import type { ChannelDefinition } from '../../channels/index.ts'
import type { ChannelChecks, Undeclared } from '../../channels/internal.ts'
import type { StatusSignal } from './debug-log.ts'
import type { KitEndpoints, KitOptions } from '../options.ts'
import type { ActiveClient } from './active-client.ts'
import type { Signal } from '../../primitives/index.ts'

/** State shared by all parts of the core. Options are read when needed, because they may change. */
export interface KitContext {
  readonly activeClient: ActiveClient
  readonly settings: KitOptions
  /** Aborted at the end of the session: another `sessionKey`, `dispose()`, or the provider's unmount. */
  readonly session: AbortSignal
  readonly endpoints: KitEndpoints
  /** True for an instance that the app passed: the kit unsubscribes its channels but never disconnects it. */
  readonly isBorrowed: boolean
  /** The app key of the fallback in use; null for the first backend. */
  readonly fallbackKey: string | null
  /** The checks of the declared channels; undefined without declared channels. */
  readonly checks: ChannelChecks | undefined
  /** The declaration of a channel; undefined when the app declared none that matches. */
  definitionOf: (channel: string) => ChannelDefinition | undefined
  /** Why the declaration refuses a channel, or an event on it; null when it does not. */
  undeclared: (channel: string, event?: string) => Undeclared | null
  reportError: (error: Error) => void
  /** Emits every response of the app's own endpoints. */
  readonly answers: Signal<[Response]>
  /** Called with every change of a channel's status. */
  readonly statuses: StatusSignal
}
