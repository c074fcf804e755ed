import { createSignal, startTimer } from '../../primitives/index.ts'
import type { Member } from './presence-types.ts'

/**
 * The members of a channel by id. A join or a leave takes constant time. A new snapshot from Pusher is compared with the
 * current members, so that only actual joins and leaves are reported.
 */
export class MemberTable {
  readonly joined = createSignal<[Member]>()
  readonly left = createSignal<[Member]>()
  readonly #members = new Map<string, Member>()
  /** Timers of members that left less than `leaveGrace` ms ago. */
  readonly #leaving = new Map<string, () => void>()
  readonly #leaveGrace: number
  readonly #changed: () => void
  #isKnown = false
  #myId: string | null = null

  constructor(leaveGrace: number, changed: () => void) {
    this.#leaveGrace = leaveGrace
    this.#changed = changed
  }

  list(): Member[] {
    return [...this.#members.values()]
  }

  get me(): Member | null {
    return this.#myId === null ? null : (this.#members.get(this.#myId) ?? null)
  }

  get isKnown(): boolean {
    return this.#isKnown
  }

  /** Replaces all members with those of a new subscription. */
  replace(present: ReadonlyMap<string, unknown>, myId: string | null) {
    const isFirst = !this.#isKnown
    this.#isKnown = true
    this.#myId = myId
    for (const id of this.#members.keys()) if (!present.has(id)) this.#leave(id)
    for (const [id, info] of present) this.#put(id, info, !isFirst)
    this.#changed()
  }

  /** Ignored before the first `replace`: the event belongs to the previous subscription. */
  add(id: string, info: unknown) {
    if (!this.#isKnown) return
    this.#put(id, info, true)
    this.#changed()
  }

  remove(id: string) {
    this.#leave(id)
    this.#changed()
  }

  clear() {
    for (const stop of this.#leaving.values()) stop()
    this.#leaving.clear()
    this.#members.clear()
    this.#isKnown = false
    this.#myId = null
    this.#changed()
  }

  #put(id: string, info: unknown, isAnnounced: boolean) {
    this.#leaving.get(id)?.()
    this.#leaving.delete(id)
    const before = this.#members.get(id)
    const isMe = id === this.#myId
    if (before && before.isMe === isMe && JSON.stringify(before.info) === JSON.stringify(info)) return
    const member: Member = { id, info, isMe, seenAt: before?.seenAt ?? Date.now() }
    this.#members.set(id, member)
    if (!before && isAnnounced) this.joined.emit(member)
  }

  #leave(id: string) {
    if (this.#leaveGrace <= 0) return this.#drop(id)
    if (!this.#members.has(id) || this.#leaving.has(id)) return
    const end = () => {
      this.#drop(id)
      this.#changed()
    }
    this.#leaving.set(id, startTimer(end, this.#leaveGrace))
  }

  #drop(id: string) {
    const member = this.#members.get(id)
    this.#members.delete(id)
    this.#leaving.delete(id)
    if (member) this.left.emit(member)
  }
}
