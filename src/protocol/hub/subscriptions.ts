import type { AppState } from './app-state.ts'
import type { ChannelState, MemberData } from './channel-state.ts'
import { exceedsBytes } from '../signatures/digest.ts'
import { encodeFrame, isRecord, parseJson, type ClientFrame } from '../frames/frames.ts'
import { limits } from './limits.ts'
import { channelKind, isChannelName, needsAuth, userOfChannel } from '../frames/names.ts'
import type { Session } from './session.ts'
import { verifyChannel } from '../signatures/sign.ts'

/** Why a subscription was refused. */
interface Refusal {
  /** The message for the client; it may contain values that the client sent. */
  message: string
  /** The message for observers and their logs, without payload and signature. */
  reason: string
}

/** The member of an accepted subscription (null for channels without members), or the refusal. */
type Admission = { member: MemberData | null } | Refusal

/** `pusher:subscribe`. */
export function subscribe(app: AppState, session: Session, frame: ClientFrame & { type: 'subscribe' }): void {
  const { channel: name } = frame
  if (name === null) {
    session.refuse('Expected data.channel to be a channel name')
    return
  }
  const admission = admit(app, session, name, frame.auth, frame.channelData)
  if ('reason' in admission) {
    app.observe({
      ...subject(app, session, name.slice(0, limits.channelName)),
      type: 'subscription-refused',
      reason: admission.reason,
    })
    session.refuse(admission.message)
    return
  }
  join(app, session, app.occupy(name), admission.member)
}

/** `pusher:unsubscribe`. */
export function unsubscribe(
  app: AppState,
  session: Session,
  { channel: name }: ClientFrame & { type: 'unsubscribe' },
): void {
  const channel = name === null ? undefined : session.channels.get(name)
  if (!channel) {
    const shown = name?.slice(0, limits.channelName) ?? 'none'
    session.refuse(`No current subscription to channel ${shown}, or subscription in progress`)
    return
  }
  leaveChannel(app, session, channel)
}

function admit(
  app: AppState,
  session: Session,
  name: string,
  auth: string | null,
  channelData: string | null,
): Admission {
  const owner = userOfChannel(name)
  if (owner !== null && session.user?.id !== owner) {
    return refused('Subscribing to the channel of a user needs a sign-in as that user first')
  }
  if (owner === null && !isChannelName(name)) {
    return refused(`Invalid channel name: ${name.slice(0, limits.channelName)}`)
  }
  if (session.channels.has(name)) {
    // pusher-js subscribes again to the user's channel at each sign-in.
    return owner === null ? refused(`Existing subscription to channel ${name}`) : { member: null }
  }
  if (session.channels.size >= limits.channelsPerConnection) {
    return refused(`Connection is over its limit of ${limits.channelsPerConnection} channels`)
  }
  if (app.subscriptions >= limits.subscriptions) {
    return refused(`Application is over its limit of ${limits.subscriptions} subscriptions`)
  }
  if (!needsAuth(name)) return { member: null }
  if (auth === null || !verifyChannel(app.app, auth, session.socketId, name, channelData ?? undefined)) {
    const tail = channelData === null ? '' : `:${channelData}`
    const signature = auth === null ? 'none' : auth.slice(auth.indexOf(':') + 1)
    const message = `Invalid signature: Expected HMAC SHA256 hex digest of ${session.socketId}:${name}${tail}, but got ${signature}`
    return { message, reason: 'Invalid signature' }
  }
  return channelKind(name).kind === 'presence'
    ? admitMember(app, session, name, channelData)
    : { member: null }
}

function admitMember(app: AppState, session: Session, name: string, channelData: string | null): Admission {
  const member = channelData === null ? session.user?.member : parseMember(channelData)
  if (!member) {
    return refused(
      `Invalid channel_data for ${name}: expected a JSON object with a user_id of 1 to ${limits.userId} characters`,
    )
  }
  if (exceedsBytes(JSON.stringify(member.info ?? null), limits.presenceInfo)) {
    return refused(`Invalid channel_data for ${name}: user_info exceeds ${limits.presenceInfo} bytes`)
  }
  const { presenceMembers = limits.presenceMembers } = app.app
  const channel = app.channels.get(name)
  if (channel && channel.memberCount >= presenceMembers && !channel.hasMember(String(member.userId))) {
    return refused(`Presence channel ${name} is over capacity: ${presenceMembers} members at most`)
  }
  return { member }
}

/** A refusal whose message contains no values of the client. */
function refused(message: string): Refusal {
  return { message, reason: message }
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

function join(app: AppState, session: Session, channel: ChannelState, member: MemberData | null): void {
  const { name, kind } = channel
  const wasOccupied = channel.subscriptionCount > 0
  const isNewMember = channel.add(session, member)
  if (!session.channels.has(name)) app.subscriptions++
  session.channels.set(name, channel)
  app.observe({ ...subject(app, session, name), type: 'subscribed' })
  if (!wasOccupied && channel.subscriptionCount > 0)
    app.webhooks.add({ name: 'channel_occupied', channel: name })
  if (member && isNewMember) {
    const joined = { user_id: member.userId, user_info: member.info ?? {} }
    channel.broadcast(
      encodeFrame('pusher_internal:member_added', JSON.stringify(joined), name),
      session.socketId,
    )
    app.webhooks.add({ name: 'member_added', channel: name, user_id: String(member.userId) })
  }
  session.send(encodeFrame('pusher_internal:subscription_succeeded', channel.successData(), name))
  if (kind.cache) replayCached(app, session, name)
  announceCount(app, channel, session)
}

/** Unsubscribes a connection from a channel. Removes the channel when it has no other subscribers. */
export function leaveChannel(app: AppState, session: Session, channel: ChannelState): void {
  const { name } = channel
  const wasOccupied = channel.subscriptionCount > 0
  const member = channel.remove(session)
  if (session.channels.delete(name)) app.subscriptions--
  app.observe({ ...subject(app, session, name), type: 'unsubscribed' })
  if (member) {
    channel.broadcast(
      encodeFrame('pusher_internal:member_removed', JSON.stringify({ user_id: member.userId }), name),
    )
    app.webhooks.add({ name: 'member_removed', channel: name, user_id: String(member.userId) })
  }
  announceCount(app, channel, session)
  if (channel.subscribers.size === 0) app.channels.delete(name)
  if (wasOccupied && channel.subscriptionCount === 0) {
    app.webhooks.add({ name: 'channel_vacated', channel: name })
  }
}

function replayCached(app: AppState, session: Session, name: string): void {
  const cached = app.cache.get(name)
  if (cached) {
    session.send(encodeFrame(cached.event, cached.data, name))
    return
  }
  session.send(encodeFrame('pusher:cache_miss', '{}', name))
  if (!session.isTool) app.webhooks.add({ name: 'cache_miss', channel: name })
}

/**
 * Sends the count after `session` has joined or left. There is no count for presence channels, which send their members,
 * and for the channels of users. A development tool does not change the count: it only receives it.
 */
function announceCount(app: AppState, channel: ChannelState, session: Session): void {
  const { name, kind, subscriptionCount: count } = channel
  if (app.app.subscriptionCount === false || kind.kind === 'presence' || kind.kind === 'user') return
  const data = JSON.stringify({ subscription_count: count })
  const frame = encodeFrame('pusher_internal:subscription_count', data, name)
  if (session.isTool) {
    if (channel.subscribers.has(session)) session.send(frame)
    return
  }
  channel.broadcast(frame)
  app.webhooks.add({ name: 'subscription_count', channel: name, subscription_count: count })
}

function subject(
  app: AppState,
  session: Session,
  channel: string,
): { appId: string; socketId: string; channel: string } {
  return { appId: app.app.id, socketId: session.socketId, channel }
}
