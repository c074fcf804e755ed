import type { PusherProviderProps } from '../index.ts'
import type { Authorize, MockNetwork, MockPusher, MockPusherOptions } from '../mock/index.ts'
import type { MockNetworkState } from '../inspector/index.ts'
import type { MockScript } from './script/script-step.ts'

/**
 * A story's `parameters.pusher`: options for its mock, including those of `createMockPusher`.
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
   * The initial network: the name of a state, or a value for `mock.network`.
   *
   * @defaultValue 'connected'
   */
  network?: MockNetworkState | Partial<MockNetwork>
  /** Called for every authorization. @defaultValue allows everything */
  authorize?: Authorize
  /** Timed events, from the story's first subscription until it is closed. @defaultValue none */
  script?: MockScript
  /** Props for `PusherProvider`, which override those of the mock. @defaultValue `{}` */
  provider?: Partial<PusherProviderProps> | ((mock: MockPusher) => Partial<PusherProviderProps>)
  /** Called before the story renders, to add history or members. @defaultValue none */
  setup?: (mock: MockPusher) => void
}

/** The part of Storybook's story context that the mock uses. */
export interface MockPusherContext {
  /** The story's id. @defaultValue none */
  id?: string
  /** `startMockPusher` stores the mock here. */
  loaded: Record<string, unknown>
  /** The parameters of the story; `pusher` belongs to this addon. */
  parameters: Record<string, unknown>
  /** The globals; `pusherNetwork` belongs to this addon. */
  globals: Record<string, unknown>
  /** The element in which the story is rendered. @defaultValue none */
  canvasElement?: unknown
}

/** The story's `parameters.pusher`. */
export function parametersOf(context: MockPusherContext): MockPusherParameters {
  return context.parameters.pusher ?? {}
}
