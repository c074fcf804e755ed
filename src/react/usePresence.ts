'use client'
import { useCallback, useEffect, useMemo } from 'react'
import { createPresenceChannels, emptyPresence, isConfigured as isConfiguredKit } from '../client/internal.ts'
import type { Member, PresenceName, PresenceSnapshot, PresenceStore } from '../client/index.ts'
import type { MemberInfoOf, WithType } from '../client/internal.ts'
import { useKit } from './kit-context.ts'
import { useLatest } from '../primitives/react.ts'
import { useSelected } from './useSelected.ts'

/** The members of a presence channel. */
export interface UsePresenceResult<Info = unknown> extends PresenceSnapshot<Info> {
  /** False without an appKey and without a client: nothing connects. */
  isConfigured: boolean
  /** Subscribes again after an error. */
  retry: () => void
}

/** Options of {@link usePresence}. */
export interface UsePresenceOptions<Info = unknown> {
  /** Called when a member joins; not for the first snapshot, and not for members that return during a reconnect. */
  onJoin?: (member: Member<Info>) => void
  /** Called `leaveGrace` ms after a member left. */
  onLeave?: (member: Member<Info>) => void
  /** ms that a member stays in `members` after leaving, so that a page reload does not remove it. @defaultValue 0 */
  leaveGrace?: number
}

/** Options of {@link usePresence} with a selection. */
export interface PresenceSelection<Info, Selected> extends UsePresenceOptions<Info> {
  /** Returns the part of the snapshot that the component needs. The component renders only when this part changes. */
  select: (presence: UsePresenceResult<Info>) => Selected
  /** Returns whether two selections are the same. @defaultValue Object.is */
  isEqual?: (a: Selected, b: Selected) => boolean
}

/**
 * The members of a presence channel. During a reconnect the last known members are kept, and `isStale` is true.
 * Afterwards, only actual changes are reported as joins and leaves.
 *
 * @param name - null subscribes to nothing
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws {@link ConfigError} when the name does not start with `presence-`
 * @example
 * ```ts
 * const { members, me, isStale } = usePresence<{ name: string }>('presence-room')
 * const names = members.map(({ info }) => info.name)
 *
 * const count = usePresence('presence-room', { select: (presence) => presence.count })
 * ```
 */
export function usePresence<const Name extends string, Selected = UsePresenceResult<MemberInfoOf<Name>>>(
  name: PresenceName<Name> | null | undefined,
  options?: UsePresenceOptions<MemberInfoOf<Name>> & Partial<PresenceSelection<MemberInfoOf<Name>, Selected>>,
): Selected
export function usePresence<Info = never, Selected = UsePresenceResult<Info>>(
  ...call: WithType<
    Info,
    [name: string | null | undefined, options?: Partial<PresenceSelection<NoInfer<Info>, NoInfer<Selected>>>]
  >
): Selected
export function usePresence(
  name: string | null | undefined,
  options: UsePresenceOptions & Partial<PresenceSelection<unknown, unknown>> = {},
): unknown {
  const kit = useKit('usePresence')
  const { leaveGrace = 0, select = whole, isEqual } = options
  const latest = useLatest(options)
  const store = useMemo(
    () => (name ? kit.feature(createPresenceChannels).open(name, leaveGrace) : emptyStore),
    [kit, name, leaveGrace],
  )
  useEffect(() => {
    const offs = [
      store.onJoin((member) => latest.current.onJoin?.(member)),
      store.onLeave((member) => latest.current.onLeave?.(member)),
    ]
    return () => {
      for (const off of offs) off()
    }
  }, [store, latest])
  const retry = useCallback(() => {
    if (name) kit.retry(name)
  }, [kit, name])
  const isConfigured = isConfiguredKit(kit)
  const selectResult = useCallback(
    (snapshot: PresenceSnapshot) => select({ ...snapshot, isConfigured, retry }),
    [select, isConfigured, retry],
  )
  return useSelected(store, emptyPresence, selectResult, isEqual)
}

const whole = (presence: UsePresenceResult): unknown => presence
const subscribeToNothing = () => () => {}
const emptyStore: PresenceStore = {
  subscribe: subscribeToNothing,
  onJoin: subscribeToNothing,
  onLeave: subscribeToNothing,
  getSnapshot: () => emptyPresence,
}
