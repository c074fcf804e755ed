import type { ConnectionState } from '../../index.ts'
import type { DeclaredChannel, LiveChannel, MockNetworkState } from '../../inspector/index.ts'

/** Events of Storybook's channel, which connects the preview iframe and the manager. */
export const toPanel = 'react-pusher-kit/to-panel'
export const toStory = 'react-pusher-kit/to-story'

/** Maximum number of entries in the panel; the oldest are dropped. */
export const maxEntries = 10_000

export interface StoryStatus {
  /** The connection state of the story's provider; null without one. */
  connection: ConnectionState | null
  network: MockNetworkState
  /** True when the network was chosen in the toolbar or the panel. */
  isNetworkChosen: boolean
  /** ms each way */
  latency: number | readonly [number, number]
  denied: boolean
  /** The error of the story's script; null without one. */
  scriptProblem: string | null
  channels: readonly LiveChannel[]
}

/** Messages from a story to the panel. */
export type PanelMessage =
  | { type: 'opened' }
  | { type: 'declared'; channels: readonly DeclaredChannel[] }
  | { type: 'status'; status: StoryStatus }
  | {
      type: 'entries'
      /** `TranscriptEntry[]` as JSON, because Storybook's serialization truncates deep payloads. */
      json: string
      /** Replaces all previous entries. */
      restart: boolean
    }
  | { type: 'answer'; request: number; problem: string | null }

/** Commands of the panel for a story's mock. */
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
      /** Id of the sending remote member; null for the server. */
      from: string | null
    }

/** Messages from the panel to a story. */
export type StoryMessage =
  | { type: 'watch' }
  | { type: 'unwatch' }
  | { type: 'command'; request: number; command: PanelCommand }

/** A message with the id of its story. */
export interface Envelope<Message> {
  storyId: string
  message: Message
}

/** The used part of Storybook's channel, with the types of received and sent messages. */
export interface LinkChannel<Received, Sent> {
  on(event: string, listener: (envelope: Envelope<Received>) => void): void
  off(event: string, listener: (envelope: Envelope<Received>) => void): void
  emit(event: string, envelope: Envelope<Sent>): void
}
