import {
  declaredChannels,
  type DeclaredChannel,
  type FeedMinute,
  type FeedProblem,
} from '../../inspector/index.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import type { Feed } from './feed.ts'

/** The state of the server as the Console shows it. */
export interface ConsoleState {
  /** `open`, `demo` or `config`. */
  mode: string
  backend: {
    name: string
    /** It runs outside this server: its sockets and frames are not known here. */
    isOutside: boolean
  }
  /** Count of the app's connections; null for a backend outside. */
  connections: number | null
  /** Count of channels with a subscriber of the app; null for a backend outside. */
  channels: number | null
  /** Each of the last 60 minutes, the present one last. */
  minutes: readonly FeedMinute[]
  /** The newest different ones, newest first. */
  problems: readonly FeedProblem[]
  /** The declarations, with sample payloads. */
  declared: readonly DeclaredChannel[]
}

const declarations = new WeakMap<object, readonly DeclaredChannel[]>()

/** Samples are made once per configuration. */
export function declaredOf({ channels }: ReferenceServer['setup']): readonly DeclaredChannel[] {
  const known = declarations.get(channels) ?? declaredChannels(channels)
  declarations.set(channels, known)
  return known
}

/** @param appId - the app of the hub */
export function consoleState(reference: ReferenceServer, feed: Feed, appId: string): ConsoleState {
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
    problems: feed.problems(),
    declared: declaredOf(setup),
  }
}
