import { closeCodes } from '../protocol/index.ts'
import type { MockConnection } from './mock-types.ts'
import type { World } from './world.ts'

/** The open connections as the server sees them, those of remote members too. */
export function listConnections(world: World): MockConnection[] {
  return world.hub.connections(world.app.id).map(({ socketId, channels, userId }) => {
    const socket = world.socketOf(socketId)
    return {
      socketId,
      channels,
      user: socket?.user ?? null,
      signedIn: userId !== null,
      close: (code = closeCodes.reconnect, reason = '') => {
        if (socket) socket.drop({ code, reason })
        else world.remotes.get(socketId)?.closed()
      },
    }
  })
}
