'use client'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createTyping, nobodyTyping, type MemberInfoOf, type TypingSnapshot } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** Who is typing, and how to say that one is. */
export interface UseTypingResult<Info = unknown> extends TypingSnapshot<Info> {
  /** May be called at every key stroke: one event every 3 s goes out. */
  setTyping: (isTyping: boolean) => void
}

/**
 * Typing on a presence channel, over the client event `client-typing`. Somebody who says no more is taken off
 * after 6 s, or as they leave.
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
  name: Name | null | undefined,
): UseTypingResult<MemberInfoOf<Name>> {
  const kit = useKit('useTyping')
  const store = useMemo(() => (name ? kit.feature(createTyping).open(name) : null), [kit, name])
  const { typing } = useSyncExternalStore(
    store?.subscribe ?? never,
    store?.getSnapshot ?? nobody,
    nobody,
  ) as TypingSnapshot<MemberInfoOf<Name>>
  // An indicator that unmounts must not end the typing of an input elsewhere.
  const [writer] = useState(() => ({}))
  const setTyping = useCallback((isTyping: boolean) => store?.setTyping(isTyping, writer), [store, writer])
  useEffect(() => () => store?.leave(writer), [store, writer])
  return useMemo(() => ({ typing, setTyping }), [typing, setTyping])
}

const never = () => () => {}
const nobody = () => nobodyTyping
