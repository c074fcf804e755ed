import type { MockPusher } from '../../mock/index.ts'
import type { MockNetworkState } from '../network/network-state.ts'

interface Delay {
  /** ms since the step before, or since the script began. @defaultValue 0 */
  after?: number
}

/** Publishes an event as the server would, or as a member would. */
export interface PublishStep extends Delay {
  channel: string
  event: string
  /** The payload, or what makes it; `round` counts the repetitions from 0. */
  data?: object | string | number | boolean | null | ((round: number) => unknown)
  /** Id of a remote member who sends it as a client event. */
  from?: string | number
}

/** Lets a remote member in; nothing happens when they are in already. */
export interface JoinStep extends Delay {
  /** A presence channel. */
  channel: string
  join: { id: string | number; info?: unknown }
}

/** Lets a remote member go. */
export interface LeaveStep extends Delay {
  channel: string
  leave: string | number
}

/** Breaks or mends the story's network. What the toolbar says stands above it. */
export interface NetworkStep extends Delay {
  network: MockNetworkState
}

/** Anything else. */
export interface RunStep extends Delay {
  run: (mock: MockPusher, round: number) => void
}

/** One thing that happens to a story while it is watched. */
export type ScriptStep = PublishStep | JoinStep | LeaveStep | NetworkStep | RunStep

/** Timed events: what a story lives on while it is watched. */
export type MockScript =
  | readonly ScriptStep[]
  | {
      readonly steps: readonly ScriptStep[]
      /** Begins again after the last step. @defaultValue false */
      readonly repeat?: boolean
    }

/** The first channel that the steps need; null when they need none. */
export function firstChannel(steps: readonly ScriptStep[]): string | null {
  for (const step of steps) if ('channel' in step) return step.channel
  return null
}
