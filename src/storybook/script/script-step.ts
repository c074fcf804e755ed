import type { MockPusher } from '../../mock/index.ts'
import type { MockNetworkState } from '../network/network-state.ts'

/** When a step is taken. */
interface Delay {
  /** ms since the step before, or since the script began. @defaultValue 0 */
  after?: number
}

/** Publishes an event as the server would, or as a member would. */
export interface PublishStep extends Delay {
  /** The channel to publish on. */
  channel: string
  /** The name of the event. */
  event: string
  /** The payload, or what makes it; `round` counts the repetitions from 0. @defaultValue none */
  data?: object | string | number | boolean | null | ((round: number) => unknown)
  /** Id of a remote member who sends it as a client event. @defaultValue none: the server does */
  from?: string | number
}

/** Lets a remote member in; nothing happens when they are in already. */
export interface JoinStep extends Delay {
  /** A presence channel. */
  channel: string
  /** Who they are. */
  join: {
    /** The id of the member. */
    id: string | number
    /** What the other members see of them. @defaultValue none */
    info?: unknown
  }
}

/** Lets a remote member go. */
export interface LeaveStep extends Delay {
  /** The presence channel that they are on. */
  channel: string
  /** The id of the member. */
  leave: string | number
}

/** Breaks or mends the story's network. What the toolbar says stands above it. */
export interface NetworkStep extends Delay {
  /** How the network is from then on. */
  network: MockNetworkState
}

/** Does anything else. */
export interface RunStep extends Delay {
  /** What is done; `round` counts the repetitions from 0. */
  run: (mock: MockPusher, round: number) => void
}

/** One thing that happens to a story while it is watched. */
export type ScriptStep = PublishStep | JoinStep | LeaveStep | NetworkStep | RunStep

/** Timed events: what a story lives on while it is watched. */
export type MockScript =
  | readonly ScriptStep[]
  | {
      /** What happens, one after the other. */
      readonly steps: readonly ScriptStep[]
      /** The channel that the story must be subscribed to first. @defaultValue the first that a step names */
      readonly channel?: string
      /** Begins again after the last step. @defaultValue false */
      readonly repeat?: boolean
    }

/** The first channel that the steps need; null when they need none. */
export function firstChannel(steps: readonly ScriptStep[]): string | null {
  for (const step of steps) if ('channel' in step) return step.channel
  return null
}
