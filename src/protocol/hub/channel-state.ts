import type { ChannelMember } from './hub-types.ts'
import { channelKind, type ChannelKind } from '../frames/names.ts'

/** The user of a subscription to a presence channel. */
export interface MemberData {
  /** The id as the client sent it: a string or a number. */
  userId: string | number
  info: unknown
}

interface Member extends MemberData {
  /** A user may have several connections: the first one adds the member, the last one removes it. */
  connections: number
}

/** The properties of a connection that a channel uses. */
export interface Subscriber {
  readonly socketId: string
  /** True for a connection of a development tool, which counts neither as a subscriber nor as a receiver. */
  readonly isTool: boolean
  send: (frame: string) => void
}

/** Whether a channel has subscribers, excluding development tools. */
export const isOccupied = (channel: ChannelState | undefined): channel is ChannelState =>
  channel !== undefined && channel.subscriptionCount > 0

/** A channel. It exists while it has subscribers, including development tools. */
export class ChannelState {
  readonly name: string
  readonly kind: ChannelKind
  /** Subscribers. On presence channels, the value is the id of their member. */
  readonly subscribers = new Map<Subscriber, string | null>()
  readonly #members = new Map<string, Member>()
  #subscriptionCount = 0

  constructor(name: string) {
    this.name = name
    this.kind = channelKind(name)
  }

  /** Number of subscribers, excluding development tools. */
  get subscriptionCount(): number {
    return this.#subscriptionCount
  }

  get memberCount(): number {
    return this.#members.size
  }

  hasMember(id: string): boolean {
    return this.#members.has(id)
  }

  /** Returns whether the user is a new member. */
  add(subscriber: Subscriber, member: MemberData | null): boolean {
    if (!subscriber.isTool && !this.subscribers.has(subscriber)) this.#subscriptionCount += 1
    if (!member) {
      this.subscribers.set(subscriber, null)
      return false
    }
    const id = String(member.userId)
    this.subscribers.set(subscriber, id)
    const known = this.#members.get(id)
    if (known) {
      known.connections += 1
      return false
    }
    this.#members.set(id, { ...member, connections: 1 })
    return true
  }

  /** Returns the user when this was their last connection. */
  remove(subscriber: Subscriber): MemberData | null {
    const id = this.subscribers.get(subscriber)
    if (this.subscribers.delete(subscriber) && !subscriber.isTool) this.#subscriptionCount -= 1
    const member = id == null ? undefined : this.#members.get(id)
    if (!member) return null
    member.connections -= 1
    if (member.connections > 0) return null
    this.#members.delete(String(member.userId))
    return member
  }

  /**
   * Sends one frame to every subscriber except `except`. Returns the number of receivers, excluding
   * development tools.
   */
  broadcast(frame: string, except?: string): number {
    let deliveries = 0
    for (const subscriber of this.subscribers.keys()) {
      if (subscriber.socketId === except) continue
      subscriber.send(frame)
      if (!subscriber.isTool) deliveries += 1
    }
    return deliveries
  }

  /** The data of `subscription_succeeded`. */
  successData(): string {
    if (this.kind.kind !== 'presence') return '{}'
    const members = [...this.#members.values()]
    return JSON.stringify({
      presence: {
        ids: members.map((member) => member.userId),
        hash: Object.fromEntries(members.map((member) => [member.userId, member.info ?? {}])),
        count: members.length,
      },
    })
  }

  members(): ChannelMember[] {
    return [...this.#members].map(([id, { info }]) => ({ id, info }))
  }
}
