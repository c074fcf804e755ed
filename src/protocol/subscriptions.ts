import type { ChannelState, MemberData } from './channel-state.ts'
import { exceedsBytes } from './digest.ts'
import { encodeFrame, isRecord, parseJson } from './frames.ts'
import { limits } from './limits.ts'
import { channelKind, isChannelName, needsAuth, userOfChannel } from './names.ts'
import type { Session } from './session.ts'
import { verifyChannel } from './sign.ts'

/** `pusher:subscribe`. */
export function subscribe(session: Session, data: Record<string, unknown>): void {
  const name = data['channel']
  if (typeof name !== 'string') {
    session.refuse('Expected data.channel to be a channel name')
    return
  }
  const member = admit(session, name, data['auth'], data['channel_data'])
  if (typeof member === 'string') {
    session.app.observe({ ...subject(session, name), type: 'subscription-refused', reason: member })
    session.refuse(member)
    return
  }
  join(session, session.app.occupy(name), member)
}

/** `pusher:unsubscribe`. */
export function unsubscribe(session: Session, data: Record<string, unknown>): void {
  const name = data['channel']
  const channel = typeof name === 'string' ? session.channels.get(name) : undefined
  if (!channel) {
    session.refuse(`No current subscription to channel ${String(name)}, or subscription in progress`)
    return
  }
  leaveChannel(session, channel)
}

/** Answers the reason why not as text; else who joins, null where nobody is named. */
function admit(
  session: Session,
  name: string,
  auth: unknown,
  channelData: unknown,
): string | MemberData | null {
  const owner = userOfChannel(name)
  if (owner !== null) {
    return session.user?.id === owner ? null : `Subscribing to ${name} needs a sign-in as that user first`
  }
  if (!isChannelName(name)) return `Invalid channel name: ${name.slice(0, limits.channelName)}`
  if (session.channels.has(name)) return `Existing subscription to channel ${name}`
  if (!needsAuth(name)) return null
  const text = typeof channelData === 'string' ? channelData : undefined
  if (typeof auth !== 'string' || !verifyChannel(session.app.app, auth, session.socketId, name, text)) {
    return `Invalid signature: Expected HMAC SHA256 hex digest of ${session.socketId}:${name}${text === undefined ? '' : `:${text}`}, but got ${signatureOf(auth)}`
  }
  return channelKind(name).kind === 'presence' ? admitMember(session, name, text) : null
}

function admitMember(session: Session, name: string, channelData: string | undefined): string | MemberData {
  const member = channelData === undefined ? session.user?.member : parseMember(channelData)
  if (!member) {
    return `Invalid channel_data for ${name}: expected a JSON object with a user_id of 1 to ${limits.userId} characters`
  }
  if (exceedsBytes(JSON.stringify(member.info ?? null), limits.presenceInfo)) {
    return `Invalid channel_data for ${name}: user_info exceeds ${limits.presenceInfo} bytes`
  }
  const { presenceMembers = limits.presenceMembers } = session.app.app
  const channel = session.app.channels.get(name)
  if (channel && channel.memberCount >= presenceMembers && !channel.hasMember(String(member.userId))) {
    return `Presence channel ${name} is over capacity: ${presenceMembers} members at most`
  }
  return member
}

function parseMember(channelData: string): MemberData | null {
  const data = parseJson(channelData)
  if (!isRecord(data)) return null
  const userId = data['user_id']
  if (typeof userId !== 'string' && typeof userId !== 'number') return null
  if (userId === Infinity || userId === -Infinity) return null
  const { length } = String(userId)
  if (length === 0 || length > limits.userId) return null
  return { userId, info: data['user_info'] }
}

function join(session: Session, channel: ChannelState, member: MemberData | null): void {
  const { app } = session
  const { name, kind } = channel
  const isFirst = channel.subscribers.size === 0
  const isNewMember = channel.add(session, member)
  session.channels.set(name, channel)
  app.observe({ ...subject(session, name), type: 'subscribed' })
  if (isFirst) app.webhooks.add({ name: 'channel_occupied', channel: name })
  if (member && isNewMember) {
    const joined = { user_id: member.userId, user_info: member.info ?? {} }
    channel.broadcast(
      encodeFrame('pusher_internal:member_added', JSON.stringify(joined), name),
      session.socketId,
    )
    app.webhooks.add({ name: 'member_added', channel: name, user_id: String(member.userId) })
  }
  session.send(encodeFrame('pusher_internal:subscription_succeeded', channel.successData(), name))
  if (kind.cache) replayCached(session, name)
  announceCount(session, channel)
}

/** Takes a connection out of a channel; the channel ends with its last subscriber. */
export function leaveChannel(session: Session, channel: ChannelState): void {
  const { app } = session
  const { name } = channel
  const member = channel.remove(session)
  session.channels.delete(name)
  app.observe({ ...subject(session, name), type: 'unsubscribed' })
  if (member) {
    channel.broadcast(
      encodeFrame('pusher_internal:member_removed', JSON.stringify({ user_id: member.userId }), name),
    )
    app.webhooks.add({ name: 'member_removed', channel: name, user_id: String(member.userId) })
  }
  announceCount(session, channel)
  if (channel.subscribers.size > 0) return
  app.channels.delete(name)
  app.webhooks.add({ name: 'channel_vacated', channel: name })
}

function replayCached(session: Session, name: string): void {
  const cached = session.app.cache.get(name)
  if (cached) {
    session.send(encodeFrame(cached.event, cached.data, name))
    return
  }
  session.send(encodeFrame('pusher:cache_miss', '{}', name))
  session.app.webhooks.add({ name: 'cache_miss', channel: name })
}

/** Presence channels tell their members instead; a user's own channel has nothing to count. */
function announceCount({ app }: Session, channel: ChannelState): void {
  const { name, kind, subscribers } = channel
  if (app.app.subscriptionCount === false || kind.kind === 'presence' || kind.kind === 'user') return
  const count = subscribers.size
  if (count > 0) {
    const data = JSON.stringify({ subscription_count: count })
    channel.broadcast(encodeFrame('pusher_internal:subscription_count', data, name))
  }
  app.webhooks.add({ name: 'subscription_count', channel: name, subscription_count: count })
}

function subject(session: Session, channel: string): { appId: string; socketId: string; channel: string } {
  return { appId: session.app.app.id, socketId: session.socketId, channel }
}

function signatureOf(auth: unknown): string {
  return typeof auth === 'string' ? auth.slice(auth.indexOf(':') + 1) : 'none'
}
