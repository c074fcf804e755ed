import { createSignal } from './signal.ts'
import type { Member } from './presence-types.ts'

/**
 * The members of a channel by id. A join or a leave costs the same whatever the number of members, and a new
 * snapshot of Pusher's is compared with what is held, so that only true joins and leaves are told.
 */
export class MemberTable {
  readonly joined = createSignal<[Member]>()
  readonly left = createSignal<[Member]>()
  readonly #members = new Map<string, Member>()
  /** Members who left less than `leaveGrace` ms ago. */
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>()
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

  /** The whole set, as a subscription brings it. */
  replace(present: ReadonlyMap<string, unknown>, myId: string | null) {
    const isFirst = !this.#isKnown
    this.#isKnown = true
    this.#myId = myId
    for (const id of this.#members.keys()) if (!present.has(id)) this.#leave(id)
    for (const [id, info] of present) this.#put(id, info, !isFirst)
    this.#changed()
  }

  /** Before the first set it is the subscription before this one that speaks: the set will tell. */
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
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    this.#leaving.clear()
    this.#members.clear()
    this.#isKnown = false
    this.#myId = null
    this.#changed()
  }

  #put(id: string, info: unknown, isTold: boolean) {
    clearTimeout(this.#leaving.get(id))
    this.#leaving.delete(id)
    const before = this.#members.get(id)
    const isMe = id === this.#myId
    if (before && before.isMe === isMe && JSON.stringify(before.info) === JSON.stringify(info)) return
    const member: Member = { id, info, isMe, seenAt: before?.seenAt ?? Date.now() }
    this.#members.set(id, member)
    if (!before && isTold) this.joined.emit(member)
  }

  #leave(id: string) {
    if (this.#leaveGrace <= 0) return this.#drop(id)
    if (!this.#members.has(id) || this.#leaving.has(id)) return
    const end = () => {
      this.#drop(id)
      this.#changed()
    }
    this.#leaving.set(id, setTimeout(end, this.#leaveGrace))
  }

  #drop(id: string) {
    const member = this.#members.get(id)
    this.#members.delete(id)
    this.#leaving.delete(id)
    if (member) this.left.emit(member)
  }
}
