import { createClientEvents } from '../publishing/client-events.ts'
import { TriggerError } from '../errors.ts'
import type { KitCore, Feature } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import { createStoreCache } from '../core/idle-stores.ts'
import { createPresenceChannels } from './presence.ts'
import type { Member } from './presence-types.ts'
import { createSignal } from '../../primitives/index.ts'

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
  /**
   * May be called at every key stroke; false ends the typing of every writer.
   *
   * @param writer - the component that says so
   */
  setTyping: (isTyping: boolean, writer: object) => void
  /** The component is gone: the user types for as long as another writer does. */
  leave: (writer: object) => void
}

/** The typing of a kit, by channel. */
export interface Typing extends Feature {
  open: (channel: string) => TypingStore
}

export function createTyping(core: KitCore): Typing {
  const stores = createStoreCache<TypingStore>()
  return {
    open(channel) {
      return stores.open(channel, () =>
        createTypingStore(core, channel, (store, isUsed) => {
          if (isUsed) stores.retain(channel, store)
          else stores.release(channel, store)
        }),
      )
    },
    dispose: () => stores.clear(),
  }
}

function createTypingStore(
  core: KitCore,
  channel: string,
  use: (store: TypingStore, isUsed: boolean) => void,
): TypingStore {
  const presence = core.feature(createPresenceChannels).open(channel)
  const changed = createSignal()
  const expiries = new Map<string, ReturnType<typeof setTimeout>>()
  let snapshot = nobodyTyping
  let stop: (() => void) | null = null
  const writers = new Set<object>()
  let isTyping = false
  let sentAt = 0

  function refresh() {
    // Another tab of one's own is not somebody else.
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

  function received(payload: unknown, id: string | null) {
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
    const unsubscribes = [
      core.onAny(channel, (event, payload, { userId }) => {
        if (event === typingEvent) received(payload, userId)
      }),
      presence.onLeave(({ id }) => end(id)),
      presence.subscribe(refresh),
    ]
    stop = () => {
      stop = null
      for (const off of unsubscribes) off()
      for (const timer of expiries.values()) clearTimeout(timer)
      expiries.clear()
      snapshot = nobodyTyping
    }
  }

  function send() {
    const next = writers.size > 0
    const now = performance.now()
    use(store, isUsed())
    if (next === isTyping && (!next || now - sentAt < repeat)) return
    isTyping = next
    sentAt = now
    const options = { coalesce: true, ttl: repeat }
    core
      .feature(createClientEvents)
      .trigger(channel, typingEvent, { typing: next }, options)
      .catch((error: unknown) => {
        const isReported = !(error instanceof TriggerError) || error.reason === 'rejected'
        if (isReported) core.reportError(error as Error)
      })
  }

  const isUsed = () => changed.size > 0 || writers.size > 0

  const store: TypingStore = {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const off = changed.on(listener)
      if (!stop) attach()
      use(store, true)
      return () => {
        off()
        if (changed.size === 0) stop?.()
        use(store, isUsed())
      }
    },
    setTyping(next, writer) {
      if (next) writers.add(writer)
      else writers.clear()
      send()
    },
    leave(writer) {
      if (writers.delete(writer) && writers.size === 0) send()
    },
  }
  return store
}

/** The snapshot on a server, and while nobody types. */
export const nobodyTyping: TypingSnapshot = { typing: [] }

function saysStopped(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return payload === false
  const { typing, isTyping } = payload as { typing?: unknown; isTyping?: unknown }
  return typing === false || isTyping === false
}
