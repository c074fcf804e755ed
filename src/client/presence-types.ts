import type { ChannelStatus, ReadableStore } from './kit-core.ts'

/** One user on a presence channel, however many tabs they have open. The same object until something changes. */
export interface Member<Info = unknown> {
  /** Always text, also where the server numbers its users. */
  id: string
  info: Info
  isMe: boolean
  /** Epoch ms when this client first saw the member; Pusher tells no time of joining. */
  seenAt: number
}

/** Who is there. */
export interface PresenceSnapshot<Info = unknown> {
  /** In the order in which they were first seen. */
  members: readonly Member<Info>[]
  me: Member<Info> | null
  count: number
  status: ChannelStatus
  error: Error | null
  /** The connection is down: the members are those of before. */
  isStale: boolean
}

/** The members of one presence channel; subscribed while somebody listens. */
export interface PresenceStore<Info = unknown> extends ReadableStore<PresenceSnapshot<Info>> {
  /** Calls for each member who really came: not at the first snapshot, not for a return within a reconnect. */
  onJoin: (listener: (member: Member<Info>) => void) => () => void
  onLeave: (listener: (member: Member<Info>) => void) => () => void
}
