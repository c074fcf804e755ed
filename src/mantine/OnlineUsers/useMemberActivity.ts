import { useEffect, useMemo, useRef, useState } from 'react'
import { type Member, usePusherChannel } from '../../index.ts'
import { useAway } from './useAway.ts'

const nobody: ReadonlySet<string> = new Set()
/** Newcomers are told once they have come: a storm of joins must not make everybody speak for each, ms. */
const newcomersGather = 3000

export interface MemberActivityOptions {
  channel: string
  /** The client event that carries `{ idle: boolean }`. */
  event: `client-${string}`
  /** ms without input until this tab counts as away. */
  idleAfter: number
  /** Those present: a newcomer is told, a leaver forgotten. */
  members: readonly Member[]
}

/**
 * Who is away, as everybody says of themselves through a client event. Everybody counts as here until they say
 * otherwise, so who is here need not greet every newcomer. A tab that is in use contradicts another of its user.
 */
export function useMemberActivity(options: MemberActivityOptions): ReadonlySet<string> {
  const { channel, event, idleAfter, members } = options
  const [said, setSaid] = useState(nobody)
  const amIdle = useAway(idleAfter)
  const me = members.find(({ isMe }) => isMe)?.id

  const { trigger, status } = usePusherChannel(channel, event, (data, { userId }) => {
    if (userId === null || typeof data !== 'object' || data === null || !('idle' in data)) return
    if (userId === me) {
      // Another tab of mine.
      if (data.idle === true && !amIdle) tell(false)
      return
    }
    setSaid((before) => {
      const after = new Set(before)
      if (data.idle === true) after.add(userId)
      else after.delete(userId)
      return after
    })
  })

  function tell(idle: boolean) {
    trigger(event, { idle }).catch(() => {
      // Nobody waits for it, and the next change says it again.
    })
  }

  const subscribed = status === 'subscribed'
  const toldIdle = useRef(false)
  useEffect(() => {
    if (!subscribed || (!amIdle && !toldIdle.current)) return
    toldIdle.current = amIdle
    tell(amIdle)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `tell` will do
  }, [subscribed, amIdle])

  const ids = useMemo(() => members.map(({ id }) => id).join('\n'), [members])
  useEffect(() => {
    if (!subscribed || !amIdle) return undefined
    const timer = setTimeout(() => tell(true), newcomersGather)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `tell` will do
  }, [subscribed, amIdle, ids])

  // Who comes back is here.
  const present = new Set(members.map(({ id }) => id))
  if ([...said].some((id) => !present.has(id))) setSaid(new Set([...said].filter((id) => present.has(id))))
  return said
}
