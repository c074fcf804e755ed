import type { PusherProviderProps } from '../index.ts'
import type { Authorize, MockNetwork, MockPusher, MockPusherOptions } from '../mock/index.ts'
import type { MockNetworkState } from './network/network-state.ts'
import type { MockScript } from './script/script-step.ts'

/**
 * What a story says of its mock, under `parameters.pusher`. Everything of `createMockPusher` is allowed too.
 *
 * @example
 * ```ts
 * parameters: {
 *   pusher: {
 *     channels,
 *     network: 'slow',
 *     script: [{ after: 500, channel: 'logs', event: 'log', data: { text: 'hello' } }],
 *   },
 * }
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
  /** Timed events, from the moment the story is subscribed until it is left. */
  script?: MockScript
  /** Props for `PusherProvider`, over those of the mock. */
  provider?: Partial<PusherProviderProps>
  /** Runs before the story renders: stage history, let members in. */
  setup?: (mock: MockPusher) => void
}

/** The part of Storybook's story context that the mock hangs on. */
export interface MockPusherContext {
  /** The story's id. */
  id?: string
  loaded: Record<string, unknown>
  parameters: Record<string, unknown>
  globals: Record<string, unknown>
  canvasElement?: unknown
}

/** What the story says of its mock. */
export function parametersOf(context: MockPusherContext): MockPusherParameters {
  return context.parameters.pusher ?? {}
}
