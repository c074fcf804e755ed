import type { ConnectionState } from '../../index.ts'
import type { MockFrame } from '../../mock/index.ts'
import type { MockNetworkState } from '../network/network-state.ts'
import type { StoryNote } from '../story-run.ts'

/** Events of Storybook's channel, which joins the story's frame and the manager's page. */
export const toPanel = 'react-pusher-kit/to-panel'
export const toStory = 'react-pusher-kit/to-story'

/** Frames and notes that the panel holds; the oldest go. */
export const mostEntries = 10_000

/** What crossed the wire, or what was done to it. */
export type TranscriptEntry = MockFrame | Pick<StoryNote, 'at' | 'change'>

/** An event that the story's declarations name. */
export interface DeclaredEvent {
  name: string
  /** A payload to begin with, as JSON; null when the schema has none. */
  sample: string | null
  /** Whether the schema's author gave the sample; else it was made out of the schema. */
  isExample: boolean
}

export interface DeclaredChannel {
  pattern: string
  events: readonly DeclaredEvent[]
}

export interface LiveMember {
  id: string
  name: string
}

/** A channel that somebody is subscribed to. */
export interface LiveChannel {
  name: string
  /** The declaration it belongs to. */
  pattern: string | null
  /** Presence channels only. */
  presence: {
    count: number
    /** The latest to come of those who can be sent away. */
    remote: readonly LiveMember[]
  } | null
}

export interface StoryStatus {
  /** As the story's own provider reports it; null when there is none. */
  connection: ConnectionState | null
  network: MockNetworkState
  /** Somebody chose the network; else the story did. */
  isNetworkChosen: boolean
  /** ms each way */
  latency: number | readonly [number, number]
  denied: boolean
  /** Why the story's script ended before its time. */
  scriptProblem: string | null
  channels: readonly LiveChannel[]
}

/** From a story. */
export type PanelMessage =
  | { type: 'opened' }
  | { type: 'declared'; channels: readonly DeclaredChannel[] }
  | { type: 'status'; status: StoryStatus }
  | {
      type: 'entries'
      /** `TranscriptEntry[]` as JSON: Storybook's own serialisation cuts deep payloads off. */
      json: string
      /** Takes the place of everything before. */
      restart: boolean
    }
  | { type: 'answer'; request: number; problem: string | null }

/** What the panel does to a story's mock. */
export type PanelCommand =
  | { do: 'delay'; latency: number }
  | { do: 'deny'; denied: boolean }
  | { do: 'join'; channel: string }
  | { do: 'leave'; channel: string; id: string }
  | {
      do: 'publish'
      channel: string
      event: string
      /** JSON */
      payload: string
      /** Id of the remote member who sends it; null is the server. */
      from: string | null
    }

/** From the panel. */
export type StoryMessage =
  | { type: 'watch' }
  | { type: 'unwatch' }
  | { type: 'command'; request: number; command: PanelCommand }

/** Which story a message is of, or for. */
export interface Envelope<Message> {
  storyId: string
  message: Message
}

/** The part of Storybook's channel that is used here, by what is received and sent. */
export interface LinkChannel<Received, Sent> {
  on(event: string, listener: (envelope: Envelope<Received>) => void): void
  off(event: string, listener: (envelope: Envelope<Received>) => void): void
  emit(event: string, envelope: Envelope<Sent>): void
}
