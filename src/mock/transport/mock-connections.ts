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
  /** The remote member of the connection; null for a client's connection. */
  readonly member: RemoteMember | null
  /** True when the user has signed in. */
  readonly signedIn: boolean
  /** Closes the connection with a code, by default 4200 (Pusher documentation, "Pusher Channels Protocol"). */
  close(code?: number, reason?: string): void
}

/** The clients, sockets and remote members of a mock. */
export class MockConnections {
  readonly clients = new Set<MockClient>()
  /** The open sockets; each socket adds and removes itself. */
  readonly sockets = new Set<MockSocket>()
  /** Remote members, by the socket id of their connection. */
  readonly remotes = new Map<string, RemoteMember>()

  socketOf(socketId: string): MockSocket | undefined {
    return [...this.sockets].find((socket) => socket.socketId === socketId)
  }

  /** The open connections on the server, including those of remote members. */
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
    // Clients close their sockets, which removes them from the set.
    const sockets = [...this.sockets]
    for (const client of this.clients) client.dispose()
    for (const socket of sockets) socket.discard()
    this.clients.clear()
    this.remotes.clear()
  }
}
