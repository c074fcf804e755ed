import type { ChannelStatus } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'

/** One user on a presence channel, however many tabs they have open. The same object until something changes. */
export interface Member<Info = unknown> {
  /** Always text, also where the server numbers its users. */
  id: string
  /** What the auth endpoint says of the member; its shape is declared as `member` of the channel. */
  info: Info
  /** True for this client's own user. */
  isMe: boolean
  /** Epoch ms when this client first saw the member; the wire has no time of joining. */
  seenAt: number
}

/** Who is on a presence channel. */
export interface PresenceSnapshot<Info = unknown> {
  /** In the order in which they were first seen. */
  members: readonly Member<Info>[]
  /** This client's own user; null before the subscription. */
  me: Member<Info> | null
  /** How many members there are, this client's own user included. */
  count: number
  /** How the subscription is doing. */
  status: ChannelStatus
  /** Why the subscription failed; null otherwise. */
  error: Error | null
  /** The connection is down: the members are those of before. */
  isStale: boolean
}

/** The members of one presence channel; subscribed while somebody listens. */
export interface PresenceStore<Info = unknown> extends ReadableStore<PresenceSnapshot<Info>> {
  /**
   * Calls for each member who really came: not at the first snapshot, not for a return within a reconnect.
   * The returned function ends it.
   */
  onJoin: (listener: (member: Member<Info>) => void) => () => void
  /** Calls for each member who really left, after `leaveGrace`. The returned function ends it. */
  onLeave: (listener: (member: Member<Info>) => void) => () => void
}
