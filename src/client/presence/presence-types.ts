import type { ChannelStatus } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'

/** A user on a presence channel, once for all their tabs. The same object until it changes. */
export interface Member<Info = unknown> {
  /** The user id; a string, also for numeric ids. */
  id: string
  /** `user_info` from the auth endpoint; its type is the channel's declared `member`. */
  info: Info
  /** True for this client's own user. */
  isMe: boolean
  /** Epoch ms when this client first saw the member, which is not the time of joining. */
  seenAt: number
}

/** The members of a presence channel. */
export interface PresenceSnapshot<Info = unknown> {
  /** In the order in which they were first seen. */
  members: readonly Member<Info>[]
  /** This client's own user; null before the subscription. */
  me: Member<Info> | null
  /** The number of members, this client's own user included. */
  count: number
  /** The status of the subscription. */
  status: ChannelStatus
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /** True while not subscribed: the members are those before the connection was lost. */
  isStale: boolean
}

/** The members of one presence channel; subscribed while it has listeners. */
export interface PresenceStore<Info = unknown> extends ReadableStore<PresenceSnapshot<Info>> {
  /**
   * Called for each new member, but not for the first snapshot, nor for members that return during a reconnect. Returns
   * a function that stops listening.
   */
  onJoin: (listener: (member: Member<Info>) => void) => () => void
  /** Called for each member that left, after `leaveGrace`. Returns a function that stops listening. */
  onLeave: (listener: (member: Member<Info>) => void) => () => void
}
