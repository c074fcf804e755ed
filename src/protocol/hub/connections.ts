import type { AppState } from './app-state.ts'
import { Session, type SessionOptions } from './session.ts'
import { leaveChannel } from './subscriptions.ts'
import { signOut } from './users.ts'

/** Opens a connection on an app. */
export function connect(
  app: AppState,
  socketId: string,
  options: Omit<SessionOptions, 'disconnect'>,
): Session {
  const session: Session = new Session(app, socketId, {
    ...options,
    disconnect: () => disconnect(app, session),
  })
  app.add(session)
  const { origin, isTool } = options
  app.observe({ type: 'connected', appId: app.app.id, socketId, origin, isTool })
  return session
}

/** Removes a connection from its app, its channels and its user. Idempotent. */
export function disconnect(app: AppState, session: Session): void {
  if (!session.open) return
  session.open = false
  app.remove(session)
  for (const channel of session.channels.values()) leaveChannel(app, session, channel)
  signOut(app, session)
  app.observe({ type: 'disconnected', appId: app.app.id, socketId: session.socketId })
}
