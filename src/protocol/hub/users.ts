import type { AppState } from './app-state.ts'
import { closeCodes, errorCodes } from '../frames/codes.ts'
import { encodeFrame, isRecord, parseJson, type ClientFrame } from '../frames/frames.ts'
import { limits } from './limits.ts'
import type { Session, SignedInUser } from './session.ts'
import { verifyUser } from '../signatures/sign.ts'

interface WatchlistChange {
  online?: readonly string[]
  offline?: readonly string[]
}

/** Handles `pusher:signin`. An invalid signature closes the connection, as at Pusher. */
export function signIn(
  app: AppState,
  session: Session,
  { auth, userData }: ClientFrame & { type: 'signin' },
): void {
  if (auth === null || userData === null || !verifyUser(app.app, auth, session.socketId, userData)) {
    session.reject(closeCodes.unauthorized, 'Connection not authorized: invalid signature')
    return
  }
  const user = parseUser(userData)
  if (!user) {
    session.refuse(
      `Invalid user_data: expected a JSON object whose id is a text of 1 to ${limits.userId} characters`,
    )
    return
  }
  if (session.user && session.user.id !== user.id) {
    session.refuse(`Already signed in as ${session.user.id}`)
    return
  }
  if (user.watchlist.length > limits.watchlist) {
    session.refuse(
      `Watchlist exceeds ${limits.watchlist} users; the rest is ignored`,
      errorCodes.watchlistTooLong,
    )
  }
  enter(app, session, { ...user, watchlist: user.watchlist.slice(0, limits.watchlist) }, userData)
}

function enter(app: AppState, session: Session, user: SignedInUser, userData: string): void {
  const { socketId } = session
  const connections = app.users.get(user.id) ?? new Set()
  const comesOnline = connections.size === 0
  session.user = user
  app.users.set(user.id, connections.add(session))
  app.observe({ type: 'signed-in', appId: app.app.id, socketId, userId: user.id })
  session.send(encodeFrame('pusher:signin_success', JSON.stringify({ user_data: userData })))
  const online = user.watchlist.filter((id) => app.users.has(id))
  const offline = user.watchlist.filter((id) => !app.users.has(id))
  if (user.watchlist.length > 0) session.send(watchlistFrame({ online, offline }))
  if (comesOnline) notifyWatchers(app, session, user.id, { online: [user.id] })
  const keep = app.connectionLimits.get(user.id)
  if (keep !== undefined) closeOldest(app, user.id, keep)
}

/** Removes a closed connection. The user is offline after the last one. */
export function signOut(app: AppState, session: Session): void {
  const { user } = session
  if (!user) return
  session.user = null
  const connections = app.users.get(user.id)
  connections?.delete(session)
  if (connections?.size !== 0) return
  app.users.delete(user.id)
  app.connectionLimits.delete(user.id)
  notifyWatchers(app, session, user.id, { offline: [user.id] })
}

function notifyWatchers(app: AppState, session: Session, userId: string, change: WatchlistChange): void {
  const frame = watchlistFrame(change)
  for (const watcher of app.sessions.values()) {
    if (watcher !== session && watcher.user?.watchlist.includes(userId)) watcher.send(frame)
  }
}

function watchlistFrame(change: WatchlistChange): string {
  const events = Object.entries(change)
    .filter(([, userIds]) => userIds.length > 0)
    .map(([name, userIds]) => ({ name, user_ids: userIds }))
  return encodeFrame('pusher_internal:watchlist_events', JSON.stringify({ events }))
}

function parseUser(userData: string): SignedInUser | null {
  const data = parseJson(userData)
  if (!isRecord(data)) return null
  const { id, user_info: info, watchlist } = data
  if (typeof id !== 'string' || id.length === 0 || id.length > limits.userId) return null
  const ids = Array.isArray(watchlist) ? watchlist.filter((entry) => typeof entry === 'string') : []
  return { id, member: { userId: id, info }, watchlist: ids }
}

/**
 * Closes the oldest connections of a signed-in user, so that `keep` are left. The limit also applies to later
 * sign-ins until the user is offline.
 */
export function endOldestConnections(app: AppState, userId: string, keep: number): void {
  app.limitConnections(userId, keep)
  closeOldest(app, userId, keep)
}

function closeOldest(app: AppState, userId: string, keep: number): void {
  const connections = [...(app.users.get(userId) ?? [])]
  for (const session of connections.slice(0, Math.max(0, connections.length - keep))) {
    session.close(closeCodes.unauthorized, `Connection terminated: the user has ${keep} newer ones`)
  }
}

/** Closes every connection of a signed-in user. */
export function terminateUser(app: AppState, userId: string): void {
  for (const session of app.users.get(userId) ?? []) {
    session.close(closeCodes.unauthorized, 'Connection terminated by the application')
  }
}
