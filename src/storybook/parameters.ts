import type { PusherProviderProps } from '../index.ts'
import type { Authorize, MockNetwork, MockPusher, MockPusherOptions } from '../mock/index.ts'
import type { MockNetworkState } from './network/network-state.ts'
import type { MockScript } from './script/script-step.ts'

/**
 * What a story says of its mock, under `parameters.pusher`. Everything of `createMockPusher` is allowed too.
 *
 * @example
 * ```ts
 * import { defineChannels, type } from 'react-pusher-kit/channels'
 * import type { MockPusherParameters } from 'react-pusher-kit/storybook'
 *
 * const pusher: MockPusherParameters = {
 *   channels: defineChannels({ logs: { events: { log: type<{ text: string }>() } } }),
 *   network: 'slow',
 *   script: [{ after: 500, channel: 'logs', event: 'log', data: { text: 'hello' } }],
 * }
 * export const Live = { parameters: { pusher } }
 * ```
 */
export interface MockPusherParameters extends MockPusherOptions {
  /**
   * The network when the story opens: a state by name, or what `mock.network` takes.
   *
   * @defaultValue 'connected'
   */
  network?: MockNetworkState | Partial<MockNetwork>
  /** Decides on every authorisation. @defaultValue everything is allowed */
  authorize?: Authorize
  /** Timed events, from the moment the story is subscribed until it is left. @defaultValue none */
  script?: MockScript
  /** Props for `PusherProvider`, over those of the mock. @defaultValue `{}` */
  provider?: Partial<PusherProviderProps> | ((mock: MockPusher) => Partial<PusherProviderProps>)
  /** Runs before the story renders: stage history, let members in. @defaultValue none */
  setup?: (mock: MockPusher) => void
}

/** The part of Storybook's story context that the mock hangs on. */
export interface MockPusherContext {
  /** The story's id. @defaultValue none */
  id?: string
  /** Where the mock is kept from `startMockPusher` on. */
  loaded: Record<string, unknown>
  /** The parameters of the story; `pusher` is ours. */
  parameters: Record<string, unknown>
  /** The toolbar; `pusherNetwork` is ours. */
  globals: Record<string, unknown>
  /** The element that the story is drawn in. @defaultValue none */
  canvasElement?: unknown
}

/** What the story says of its mock. */
export function parametersOf(context: MockPusherContext): MockPusherParameters {
  return context.parameters.pusher ?? {}
}
