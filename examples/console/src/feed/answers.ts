import type { DeclaredChannel, FeedMinute, FeedProblem, FeedSteps } from '../../../../src/inspector/index.ts'

/** The response of `GET /dev-console/state`. */
export interface ConsoleState {
  mode: string
  backend: { name: string; isOutside: boolean }
  /** Null for a backend outside the server. */
  connections: number | null
  channels: number | null
  minutes: readonly FeedMinute[]
  problems: readonly FeedProblem[]
  steps: FeedSteps
  /** Null if it cannot be read. */
  usage: { messages: number; limit: number; plan: string; isExact: boolean } | null
  declared: readonly DeclaredChannel[]
}

export interface ConsoleChannel {
  name: string
  kind: string
  /** Null if the backend does not report it. */
  subscribers: number | null
  /** Presence channels only. */
  members: number | null
  lastEvent: { id: number; event: string; at: number } | null
  seq: number | null
  pattern: string | null
}

/** The response of `GET /dev-console/channels`. */
export interface ConsoleChannels {
  channels: readonly ConsoleChannel[]
  total: number
}

/** The response of `GET /dev-console/channel?name=`. */
export interface ConsoleChannelDetail {
  members: readonly { id: string; info: unknown }[]
  cached: { event: string; data: string } | null
  policy: 'none' | 'function' | string[]
  history: readonly { seq: number; event: string; data: string; at: number }[]
  isPersisted: boolean
}

export interface ConsoleWebhook {
  id: string
  url: string
  /** Epoch ms of the first attempt. */
  at: number
  events: readonly string[]
  body: string
  signature: string
  /** Status of each attempt; null for an attempt without a response. */
  attempts: readonly (number | null)[]
  state: string
}

/** A webhook that an external backend posted to the server. */
export interface ConsoleReceivedWebhook {
  id: number
  /** Epoch ms. */
  at: number
  sender: string
  events: readonly string[]
  /** Null if it was not read. */
  body: string | null
  /** Null for a verified webhook. */
  refusal: string | null
  isRepeated: boolean
}

/** The response of `GET /dev-console/webhooks`; the lists are newest first. */
export interface ConsoleWebhooks {
  webhooks: readonly ConsoleWebhook[]
  endpoints: readonly string[]
  received: readonly ConsoleReceivedWebhook[]
}

/** The response of `GET /dev-console/problems`. */
export interface ConsoleProblems {
  /** Newest first. */
  problems: readonly FeedProblem[]
}

export interface ConsoleConnection {
  socketId: string
  userId: string | null
  origin: string | null
  /** Epoch ms. */
  since: number
  channels: readonly string[]
  received: number
  sent: number
}

/** The response of `GET /dev-console/connections`. */
export interface ConsoleConnections {
  /** Null for a backend outside the server. */
  connections: readonly ConsoleConnection[] | null
  total: number
}
