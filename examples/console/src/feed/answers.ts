import type { DeclaredChannel, FeedMinute, FeedProblem, FeedSteps } from '../../../../src/inspector/index.ts'

/** The answer of `GET /dev-console/state`. */
export interface ConsoleState {
  mode: string
  backend: { name: string; isOutside: boolean }
  /** Null for a backend outside the server. */
  connections: number | null
  channels: number | null
  minutes: readonly FeedMinute[]
  problems: readonly FeedProblem[]
  steps: FeedSteps
  /** Null where it cannot be read. */
  usage: { messages: number; limit: number; plan: string; isExact: boolean } | null
  declared: readonly DeclaredChannel[]
}

export interface ConsoleChannel {
  name: string
  kind: string
  /** Null where the backend does not report it. */
  subscribers: number | null
  /** Presence channels only. */
  members: number | null
  lastEvent: { id: number; event: string; at: number } | null
  seq: number | null
  pattern: string | null
}

/** The answer of `GET /dev-console/channels`. */
export interface ConsoleChannels {
  channels: readonly ConsoleChannel[]
  total: number
}

/** The answer of `GET /dev-console/channel?name=`. */
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
  /** Status of each attempt; null for one without an answer. */
  attempts: readonly (number | null)[]
  state: string
}

/** The answer of `GET /dev-console/webhooks`. */
export interface ConsoleWebhooks {
  /** Newest first. */
  webhooks: readonly ConsoleWebhook[]
  endpoints: readonly string[]
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

/** The answer of `GET /dev-console/connections`. */
export interface ConsoleConnections {
  /** Null for a backend outside the server. */
  connections: readonly ConsoleConnection[] | null
  total: number
}
