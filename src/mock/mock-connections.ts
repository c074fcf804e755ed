import { closeCodes } from '../protocol/index.ts'
import type { MockConnection } from './mock-types.ts'
import type { World } from './world.ts'

/** The open connections as the server sees them, those of remote members too. */
export function listConnections(world: World): MockConnection[] {
  return world.hub.connections(world.app.id).map(({ socketId, channels, userId }) => {
    const socket = world.socketOf(socketId)
    const member = world.remotes.get(socketId) ?? null
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
