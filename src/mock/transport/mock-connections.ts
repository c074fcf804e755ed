import { closeCodes } from '../../protocol/index.ts'
import type { RemoteMember } from '../backend/remote-member.ts'
import type { MockUser } from '../mock-user.ts'
import type { MockContext } from '../state/mock-context.ts'
import type { MockClient } from './mock-client.ts'
import type { MockSocket } from './socket.ts'

/** A connection to the mock. */
export interface MockConnection {
  /** `"123.456"`, unique in the mock. */
  readonly socketId: string
  /** The channels that it is subscribed to. */
  readonly channels: readonly string[]
  /** The user of the client; null for a connection of a remote member. */
  readonly user: MockUser | null
  /** The remote member behind it; null for a client's. */
  readonly member: RemoteMember | null
  /** Whether it signed in. */
  readonly signedIn: boolean
  /** Closes it with a code, 4200 by default (Pusher documentation, "Pusher Channels Protocol"). */
  close(code?: number, reason?: string): void
}

/** What is connected to one mock: clients, their sockets, and remote members. */
export class MockConnections {
  readonly clients = new Set<MockClient>()
  /** The open ones; a socket adds and removes itself. */
  readonly sockets = new Set<MockSocket>()
  /** Remote members, by the socket id of their connection. */
  readonly remotes = new Map<string, RemoteMember>()

  socketOf(socketId: string): MockSocket | undefined {
    return [...this.sockets].find((socket) => socket.socketId === socketId)
  }

  /** The open connections as the server sees them, those of remote members too. */
  list({ hub, app }: MockContext): MockConnection[] {
    return hub.connections(app.id).map(({ socketId, channels, userId }) => {
      const socket = this.socketOf(socketId)
      const member = this.remotes.get(socketId) ?? null
      return {
        socketId,
        channels,
        user: socket?.user ?? null,
        member,
        signedIn: userId !== null,
        close: (code = closeCodes.reconnect, reason = '') => {
          if (socket) socket.drop({ code, reason })
          else member?.leave()
        },
      }
    })
  }

  /** Disposes the clients and discards their sockets. */
  dispose(): void {
    // Clients close their sockets as they go, which takes them out of the set.
    const sockets = [...this.sockets]
    for (const client of this.clients) client.dispose()
    for (const socket of sockets) socket.discard()
    this.clients.clear()
    this.remotes.clear()
  }
}
