import {
  declaredChannels,
  type DeclaredChannel,
  type FeedMinute,
  type FeedProblem,
  type FeedSteps,
} from '../../inspector/index.ts'
import type { DevCredentials } from '../identity/dev-credentials.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import type { Feed } from './feed.ts'

/** The state of the server as the Console shows it. */
export interface ConsoleState {
  /** `open`, `demo` or `config`. */
  mode: string
  backend: {
    name: string
    /** True for a backend outside this server, whose sockets and frames are unknown. */
    isOutside: boolean
  }
  /** Count of the app's connections; null for an external backend. */
  connections: number | null
  /** Count of channels with a subscriber of the app; null for an external backend. */
  channels: number | null
  /** Each of the last 60 minutes, the current one last. */
  minutes: readonly FeedMinute[]
  /** The newest distinct problems, newest first. */
  problems: readonly FeedProblem[]
  /** The steps that the app has reached since the start of the server. */
  steps: FeedSteps
  /** The messages of the current day, counted as in the plan of the server; null if they cannot be read. */
  usage: {
    messages: number
    /** Messages per day. */
    limit: number
    plan: string
    /** False if a backend does not report deliveries: the actual count may be higher. */
    isExact: boolean
  } | null
  /** The declarations, with sample payloads. */
  declared: readonly DeclaredChannel[]
}

/** Maximum problems in a response; `GET /dev-console/problems` returns all. */
const newestProblems = 5

const declarations = new WeakMap<object, readonly DeclaredChannel[]>()

/** Sample payloads, cached per configuration. */
export function declaredOf({ channels }: ReferenceServer['setup']): readonly DeclaredChannel[] {
  const known = declarations.get(channels) ?? declaredChannels(channels)
  declarations.set(channels, known)
  return known
}

/** The parts of `GET /api/v1/pusher/usage` that the Console shows. */
interface UsageReport {
  messages: { total: number; deliveries_known: boolean }
  plan: string
  limits: { messages_per_day: number }
}

/** Requests the usage as the developer. A configuration may deny it. */
async function usageOf({ fetch }: ReferenceServer, token: string): Promise<ConsoleState['usage']> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(new Request('http://localhost/api/v1/pusher/usage', { headers }))
  if (!answer.ok) return null
  const { messages, plan, limits } = (await answer.json()) as UsageReport
  return {
    messages: messages.total,
    limit: limits.messages_per_day,
    plan,
    isExact: messages.deliveries_known,
  }
}

/** @param credentials - the app of the hub, and the developer's token */
export async function consoleState(
  reference: ReferenceServer,
  feed: Feed,
  { app: { id: appId }, token }: Pick<DevCredentials, 'app' | 'token'>,
): Promise<ConsoleState> {
  const { hub, server, setup } = reference
  const { active } = server.broadcaster
  const isOutside = active.type !== 'embedded'
  const connections = hub.connections(appId).filter(({ isTool }) => !isTool)
  const channels = new Set(connections.flatMap((connection) => connection.channels))
  return {
    mode: setup.mode,
    backend: { name: active.name, isOutside },
    connections: isOutside ? null : connections.length,
    channels: isOutside ? null : channels.size,
    minutes: feed.minutes(),
    problems: feed.problems().slice(0, newestProblems),
    steps: feed.steps,
    usage: await usageOf(reference, token),
    declared: declaredOf(setup),
  }
}
