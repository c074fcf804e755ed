import { checkedPayload } from '../subscriptions/checked-payload.ts'
import { ConfigError, HandlerError } from '../errors.ts'
import { createFrameThrottle, createSignal } from '../../primitives/index.ts'
import { createStoreCache } from '../core/idle-stores.ts'
import type { KitCore, Feature } from '../core/kit-core.ts'
import { MemberTable } from './member-table.ts'
import type { Member, PresenceSnapshot, PresenceStore } from './presence-types.ts'
import type { Frame } from '../core/pusher-like.ts'
import { withLease } from '../subscriptions/with-lease.ts'

/** The presence channels of a kit. */
export interface PresenceChannels extends Feature {
  /**
   * The members of a channel.
   *
   * @param leaveGrace - ms that a member stays after leaving, so that a page reload does not remove it
   * @throws {@link ConfigError} when the name does not start with `presence-`
   */
  open: (channel: string, leaveGrace?: number) => PresenceStore
}

export function createPresenceChannels(core: KitCore): PresenceChannels {
  const stores = createStoreCache<PresenceStore>()
  return {
    open(channel, leaveGrace = 0) {
      if (!channel.startsWith('presence-')) {
        throw new ConfigError(
          `Expected a channel whose name starts with "presence-" but got "${channel}"; only such channels have members.`,
        )
      }
      const key = `${leaveGrace} ${channel}`
      return stores.open(key, () =>
        createPresenceStore(core, channel, leaveGrace, (store, isUsed) => {
          if (isUsed) stores.retain(key, store)
          else stores.release(key, store)
        }),
      )
    },
  }
}

interface PresenceData {
  user_id?: unknown
  user_info?: unknown
  presence?: { ids?: unknown }
}

function createPresenceStore(
  core: KitCore,
  channel: string,
  leaveGrace: number,
  use: (store: PresenceStore, isUsed: boolean) => void,
): PresenceStore {
  const { activeClient } = core
  const status = core.channel(channel)
  const changed = createSignal()
  const throttle = createFrameThrottle(changed.emit, true)
  let isDirty = false
  let snapshot = emptyPresence
  const invalidate = () => {
    isDirty = true
    throttle.request()
  }
  const table = new MemberTable(leaveGrace, invalidate)
  let listeners = 0
  let detach: (() => void) | null = null
  /** True once the members of the current subscription have been read. */
  let isCurrent = false

  /** The validated info. Invalid info is reported, and the member keeps it. */
  function checked(info: unknown): unknown {
    const schema = core.definitionOf(channel)?.member
    const fitting = schema && checkedPayload(core, schema, info, channel, 'pusher:member_added')
    return fitting ? fitting.value : info
  }

  /** Reads the members from pusher-js's Channel, which has processed the frame already. */
  function readChannel(ids?: unknown) {
    const members = activeClient.client?.channel(channel)?.members
    if (!members) return
    isCurrent = true
    const present = new Map<string, unknown>()
    // Pusher's `ids` have the order of joining; object keys list numeric ids first.
    const ordered = Array.isArray(ids) ? ids.map(String) : Object.keys(members.members)
    for (const id of ordered) {
      // `hasOwn`, because an id may be `constructor`.
      present.set(id, checked(Object.hasOwn(members.members, id) ? members.members[id] : undefined))
    }
    table.replace(present, members.myID === null ? null : String(members.myID))
  }

  function protocol({ event, channel: name, data }: Frame) {
    if (name !== channel) return
    const { user_id: id, user_info: info, presence } = (data ?? {}) as PresenceData
    if (event === 'pusher_internal:subscription_succeeded') readChannel(presence?.ids)
    if (event === 'pusher_internal:member_added') table.add(String(id), checked(info))
    if (event === 'pusher_internal:member_removed') table.remove(String(id))
  }

  const isSubscribed = () => status.getSnapshot().status === 'subscribed'

  function statusChanged() {
    if (!isSubscribed()) isCurrent = false
    // The frame with the members arrives in this tick, or arrived before this store existed.
    else if (!isCurrent) return queueMicrotask(readLate)
    invalidate()
  }

  function readLate() {
    if (detach && isSubscribed() && !isCurrent) readChannel()
  }

  function attach() {
    const end = withLease(
      core.subscribe(channel),
      activeClient.onProtocol(protocol),
      activeClient.onDetached((_, isMoving) => {
        if (!isMoving) table.clear()
      }),
      status.subscribe(statusChanged),
    )
    if (isSubscribed()) readChannel()
    isDirty = true
    detach = () => {
      detach = null
      end()
      table.clear()
      throttle.cancel()
      snapshot = emptyPresence
      isDirty = false
      isCurrent = false
      use(store, false)
    }
  }

  /** Attaches for the first listener, detaches after the last. */
  function held(off: () => void): () => void {
    listeners += 1
    if (!detach) {
      attach()
      use(store, true)
    }
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      off()
      listeners -= 1
      // In a microtask, because StrictMode subscribes again in the same tick.
      queueMicrotask(() => {
        if (listeners === 0) detach?.()
      })
    }
  }

  const guarded = (event: string, listener: (member: Member) => void) => (member: Member) => {
    try {
      listener(member)
    } catch (cause) {
      core.reportError(new HandlerError(channel, event, cause))
    }
  }

  const store: PresenceStore = {
    subscribe: (listener) => held(changed.on(listener)),
    onJoin: (listener) => held(table.joined.on(guarded('pusher:member_added', listener))),
    onLeave: (listener) => held(table.left.on(guarded('pusher:member_removed', listener))),
    getSnapshot() {
      if (isDirty) {
        isDirty = false
        const { status: subscription, error } = status.getSnapshot()
        const channelStatus = subscription === 'subscribed' && !isCurrent ? 'subscribing' : subscription
        const members = table.list()
        const next: PresenceSnapshot = {
          members,
          me: table.me,
          count: members.length,
          status: channelStatus,
          error,
          isStale: table.isKnown && channelStatus !== 'subscribed',
        }
        snapshot = isSame(snapshot, next) ? snapshot : next
      }
      return snapshot
    },
  }
  return store
}

/** The initial snapshot, also used on a server. */
export const emptyPresence: PresenceSnapshot = {
  members: [],
  me: null,
  count: 0,
  status: 'idle',
  error: null,
  isStale: false,
}

function isSame(a: PresenceSnapshot, b: PresenceSnapshot): boolean {
  return (
    a.status === b.status &&
    a.error === b.error &&
    a.isStale === b.isStale &&
    a.me === b.me &&
    a.count === b.count &&
    a.members.every((member, index) => member === b.members[index])
  )
}
