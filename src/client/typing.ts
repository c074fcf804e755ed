import { createClientEvents } from './client-events.ts'
import { TriggerError } from './errors.ts'
import type { KitCore, Part, ReadableStore } from './kit-core.ts'
import { createPresenceChannels } from './presence.ts'
import type { Member } from './presence-types.ts'
import { createSignal } from './signal.ts'

/** The client event, with the payload `{ typing: boolean }`. */
const typingEvent = 'client-typing'
/** ms after which somebody who says no more has stopped. */
const expiry = 6000
/** ms between two events while one goes on typing. */
const repeat = 3000

/** Who is typing on a channel. */
export interface TypingSnapshot<Info = unknown> {
  /** Never this client's own user; who began first comes first. */
  typing: readonly Member<Info>[]
}

/** Typing on one presence channel. */
export interface TypingStore extends ReadableStore<TypingSnapshot> {
  /** May be called at every key stroke. */
  setTyping: (isTyping: boolean) => void
}

/** The typing of a kit, by channel. */
export interface Typing extends Part {
  open: (channel: string) => TypingStore
}

export function createTyping(core: KitCore): Typing {
  const stores = new Map<string, TypingStore>()
  return {
    open(channel) {
      const store = stores.get(channel) ?? createTypingStore(core, channel)
      stores.set(channel, store)
      return store
    },
    dispose: () => stores.clear(),
  }
}

function createTypingStore(core: KitCore, channel: string): TypingStore {
  const presence = core.part(createPresenceChannels).open(channel)
  const changed = createSignal()
  const expiries = new Map<string, ReturnType<typeof setTimeout>>()
  let snapshot = nobodyTyping
  let stop: (() => void) | null = null
  let isTyping = false
  let sentAt = 0

  function refresh() {
    const others = presence.getSnapshot().members.filter(({ isMe }) => !isMe)
    const members = new Map(others.map((member) => [member.id, member]))
    const typing = [...expiries.keys()].flatMap((id) => members.get(id) ?? [])
    const isSame =
      typing.length === snapshot.typing.length && typing.every((member, at) => member === snapshot.typing[at])
    if (isSame) return
    snapshot = { typing }
    changed.emit()
  }

  function end(id: string) {
    clearTimeout(expiries.get(id))
    expiries.delete(id)
    refresh()
  }

  function heard(payload: unknown, id: string | null) {
    if (id === null) return
    if (saysStopped(payload)) return end(id)
    clearTimeout(expiries.get(id))
    expiries.set(
      id,
      setTimeout(() => end(id), expiry),
    )
    refresh()
  }

  function attach() {
    const offs = [
      core.listenAll(channel, (event, payload, { userId }) => {
        if (event === typingEvent) heard(payload, userId)
      }),
      presence.onLeave(({ id }) => end(id)),
      presence.subscribe(refresh),
    ]
    stop = () => {
      stop = null
      for (const off of offs) off()
      for (const timer of expiries.values()) clearTimeout(timer)
      expiries.clear()
      snapshot = nobodyTyping
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const off = changed.on(listener)
      if (!stop) attach()
      return () => {
        off()
        if (changed.size === 0) stop?.()
      }
    },
    setTyping(next) {
      const now = Date.now()
      if (next === isTyping && (!next || now - sentAt < repeat)) return
      isTyping = next
      sentAt = now
      const options = { coalesce: true, ttl: repeat }
      core
        .part(createClientEvents)
        .trigger(channel, typingEvent, { typing: next }, options)
        .catch((error: unknown) => {
          const isWorthTelling = !(error instanceof TriggerError) || error.reason === 'rejected'
          if (isWorthTelling) core.reportError(error as Error)
        })
    },
  }
}

/** The snapshot on a server, and while nobody types. */
export const nobodyTyping: TypingSnapshot = { typing: [] }

function saysStopped(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return payload === false
  const { typing, isTyping } = payload as { typing?: unknown; isTyping?: unknown }
  return typing === false || isTyping === false
}
