import { closeCodes } from '../../protocol/index.ts'
import { invalidField, readObject } from '../../server/internal.ts'
import type { ReferenceServer } from '../http/reference-server.ts'

/** An open connection of the app. */
export interface ConsoleConnection {
  socketId: string
  /** The user who signed in; null without a sign-in. */
  userId: string | null
  /** The page that opened the connection; null if the client is not a browser. */
  origin: string | null
  /** Epoch ms. */
  since: number
  channels: readonly string[]
  /** Count of frames that the client sent. */
  received: number
  /** Count of frames sent to the client. */
  sent: number
}

/** Maximum connections in a response. */
export const mostConnections = 1000

/** The response of `GET /dev-console/connections`. */
export interface ConsoleConnections {
  /** Oldest first. If there are more than 1 000, the newest. Null for an external backend: its connections are unknown. */
  connections: ConsoleConnection[] | null
  /** Count of all connections. */
  total: number
}

/** `GET /dev-console/connections`: the connections of the app, without those of the Console. */
export function connectionsRoute({ hub, server }: ReferenceServer, appId: string): ConsoleConnections {
  if (server.broadcaster.active.type !== 'embedded') return { connections: null, total: 0 }
  const all = hub.connections(appId).filter(({ isTool }) => !isTool)
  const connections = all.slice(-mostConnections).map(({ isTool: _isTool, ...connection }) => connection)
  return { connections, total: all.length }
}

/** The codes with which the Console can close a connection, and their reasons. */
const reasons: Readonly<Record<number, string>> = {
  [closeCodes.reconnect]: 'Closed from the Console: reconnect',
  [closeCodes.unknownApp]: 'Closed from the Console: the app does not exist',
  [closeCodes.overConnectionQuota]: 'Closed from the Console: over the connection quota',
}

const bodyLimits = { maxBytes: 10_000, timeoutMs: 10_000 }

/** `POST /dev-console/connections/close`: `{ socketId, code }`. */
export async function closeRoute(
  { hub }: ReferenceServer,
  appId: string,
  request: Request,
): Promise<{ closed: boolean }> {
  const { socketId, code } = await readObject(request, bodyLimits)
  if (typeof socketId !== 'string') throw invalidField('socketId', 'Expected `socketId` to be a socket id.')
  const reason = reasons[Number(code)]
  if (reason === undefined) {
    throw invalidField('code', `Expected \`code\` to be one of ${Object.keys(reasons).join(', ')}.`)
  }
  return { closed: hub.closeConnection(appId, socketId, Number(code), reason) }
}
