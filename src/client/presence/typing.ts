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
/** ms after which a member without a further event counts as no longer typing. */
const expiry = 6000
/** ms between two events while the user keeps typing. */
const repeat = 3000

/** Who is typing on a channel. */
export interface TypingSnapshot<Info = unknown> {
  /** Without this client's own user, in the order of starting. */
  typing: readonly Member<Info>[]
}

/** The typing state of one presence channel. */
export interface TypingStore extends ReadableStore<TypingSnapshot> {
  /**
   * May be called for every keystroke. `false` ends typing for all writers.
   *
   * @param writer - identifies the calling component
   */
  setTyping: (isTyping: boolean, writer: object) => void
  /** Removes a writer; typing ends unless another writer is left. */
  leave: (writer: object) => void
}

/** The typing stores of a kit, by channel. */
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
    // Excludes the own user's other tabs.
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
    if (isStopEvent(payload)) return end(id)
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

/** The initial snapshot, also used on a server. */
export const nobodyTyping: TypingSnapshot = { typing: [] }

function isStopEvent(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return payload === false
  const { typing, isTyping } = payload as { typing?: unknown; isTyping?: unknown }
  return typing === false || isTyping === false
}
