'use client'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createTyping, nobodyTyping, type MemberInfoOf, type TypingSnapshot } from '../client/internal.ts'
import type { PresenceName } from '../client/index.ts'
import { useKit } from './kit-context.ts'

/** The typing members, and a function that reports typing. */
export interface UseTypingResult<Info = unknown> extends TypingSnapshot<Info> {
  /** May be called at every keystroke; sends at most one event per 3 s. */
  setTyping: (isTyping: boolean) => void
}

/**
 * Typing members of a presence channel, through the client event `client-typing`. A member is removed from the list
 * 6 s after the last event, or on leaving the channel.
 *
 * @param name - null subscribes to nothing
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws {@link ConfigError} when the name does not start with `presence-`
 * @example
 * ```tsx
 * export function Message() {
 *   const { typing, setTyping } = useTyping('presence-room')
 *   return (
 *     <>
 *       <input onChange={() => setTyping(true)} onBlur={() => setTyping(false)} />
 *       <p>{typing.length} typing</p>
 *     </>
 *   )
 * }
 * ```
 */
export function useTyping<const Name extends string>(
  name: PresenceName<Name> | null | undefined,
): UseTypingResult<MemberInfoOf<Name>> {
  const kit = useKit('useTyping')
  const store = useMemo(() => (name ? kit.feature(createTyping).open(name) : null), [kit, name])
  const { typing } = useSyncExternalStore(
    store?.subscribe ?? subscribeToNothing,
    store?.getSnapshot ?? getServerSnapshot,
    getServerSnapshot,
  ) as TypingSnapshot<MemberInfoOf<Name>>
  // A component that only shows typing members must not end the typing state of another component's input.
  const [writer] = useState(() => ({}))
  const setTyping = useCallback((isTyping: boolean) => store?.setTyping(isTyping, writer), [store, writer])
  useEffect(() => () => store?.leave(writer), [store, writer])
  return useMemo(() => ({ typing, setTyping }), [typing, setTyping])
}

const subscribeToNothing = () => () => {}
const getServerSnapshot = () => nobodyTyping
