import { closeCodes } from '../../protocol/index.ts'
import type { MockConnection } from '../mock-types.ts'
import type { MockContext } from '../state/mock-context.ts'

/** The open connections as the server sees them, those of remote members too. */
export function listConnections(context: MockContext): MockConnection[] {
  return context.hub.connections(context.app.id).map(({ socketId, channels, userId }) => {
    const socket = context.socketOf(socketId)
    const member = context.remotes.get(socketId) ?? null
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
