import type { MockPusher } from '../../mock/index.ts'
import type { MockNetworkState } from '../../inspector/index.ts'

/** When a step runs. */
interface Delay {
  /** ms after the previous step, or after the start of the script. @defaultValue 0 */
  after?: number
}

/** Publishes an event from the server or from a member. */
export interface PublishStep extends Delay {
  /** The channel to publish on. */
  channel: string
  /** The name of the event. */
  event: string
  /** The payload, or a function that returns it; `round` counts the repetitions from 0. @defaultValue none */
  data?: object | string | number | boolean | null | ((round: number) => unknown)
  /** Id of the remote member that sends it as a client event. @defaultValue none: the server publishes it */
  from?: string | number
}

/** Adds a remote member, unless the channel has a member with this id. */
export interface JoinStep extends Delay {
  /** A presence channel. */
  channel: string
  /** The member. */
  join: {
    /** The id of the member. */
    id: string | number
    /** The member's info. @defaultValue none */
    info?: unknown
  }
}

/** Removes a remote member. */
export interface LeaveStep extends Delay {
  /** The presence channel of the member. */
  channel: string
  /** The id of the member. */
  leave: string | number
}

/** Sets the story's network. A state chosen in the toolbar overrides it. */
export interface NetworkStep extends Delay {
  /** The new state of the network. */
  network: MockNetworkState
}

/** Runs a function. */
export interface RunStep extends Delay {
  /** The function; `round` counts the repetitions from 0. */
  run: (mock: MockPusher, round: number) => void
}

/** A step of a script. */
export type ScriptStep = PublishStep | JoinStep | LeaveStep | NetworkStep | RunStep

/** Timed events of a story. */
export type MockScript =
  | readonly ScriptStep[]
  | {
      /** The steps, in order. */
      readonly steps: readonly ScriptStep[]
      /** The channel whose subscription starts the script. @defaultValue the first channel of a step */
      readonly channel?: string
      /** Starts again after the last step. @defaultValue false */
      readonly repeat?: boolean
    }

/** The first channel that the steps need; null when they need none. */
export function firstChannel(steps: readonly ScriptStep[]): string | null {
  for (const step of steps) if ('channel' in step) return step.channel
  return null
}
