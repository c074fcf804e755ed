import { useEffect, useMemo, useRef, useState } from 'react'
import { type Member, usePusherChannel } from '../../index.ts'
import { useAway } from './useAway.ts'

const nobody: ReadonlySet<string> = new Set()
/** Delay before newcomers are sent the status, so that many joins at once cause one event, ms. */
const newcomersGather = 3000

export interface MemberActivityOptions {
  channel: string
  /** The client event that carries `{ idle: boolean }`. */
  event: `client-${string}`
  /** ms without input until this tab counts as away. */
  idleAfter: number
  /** The members present: a newcomer is sent the status, a member who left is removed. */
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
      if (data.idle === true && !amIdle) notify(false)
      return
    }
    setSaid((before) => {
      const after = new Set(before)
      if (data.idle === true) after.add(userId)
      else after.delete(userId)
      return after
    })
  })

  function notify(idle: boolean) {
    trigger(event, { idle }).catch(() => {
      // Nobody waits for it, and the next change says it again.
    })
  }

  const subscribed = status === 'subscribed'
  const sentIdle = useRef(false)
  useEffect(() => {
    if (!subscribed || (!amIdle && !sentIdle.current)) return
    sentIdle.current = amIdle
    notify(amIdle)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `notify` is used
  }, [subscribed, amIdle])

  const ids = useMemo(() => members.map(({ id }) => id).join('\n'), [members])
  useEffect(() => {
    if (!subscribed || !amIdle) return undefined
    const timer = setTimeout(() => notify(true), newcomersGather)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `notify` is used
  }, [subscribed, amIdle, ids])

  // Who comes back is here.
  const present = new Set(members.map(({ id }) => id))
  if ([...said].some((id) => !present.has(id))) setSaid(new Set([...said].filter((id) => present.has(id))))
  return said
}
