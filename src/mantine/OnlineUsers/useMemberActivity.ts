import { useEffect, useRef, useState } from 'react'
import { type Member, usePusherChannel } from '../../index.ts'
import { nobody } from './presence-view.ts'
import { useAway } from './useAway.ts'

/** Delay before the status is sent to new members, so that many joins at once cause one event, ms. */
const newMemberDelay = 3000

export interface MemberActivityOptions {
  channel: string
  /** The client event that carries `{ idle: boolean }`. */
  event: `client-${string}`
  /** ms without input until this tab counts as away. */
  idleAfter: number
  /** The members present. The status is sent to new members; those who left are removed from the result. */
  members: readonly Member[]
}

/**
 * The members who are away, as each of them reports through a client event. A member counts as active until they
 * report otherwise, so active members send nothing to new ones. An active tab takes precedence over an idle tab of the
 * same user.
 */
export function useMemberActivity(options: MemberActivityOptions): ReadonlySet<string> {
  const { channel, event, idleAfter, members } = options
  const [reportedIdle, setReportedIdle] = useState(nobody)
  const isIdle = useAway(idleAfter)
  const ownId = members.find(({ isMe }) => isMe)?.id

  const { trigger, status } = usePusherChannel(channel, event, (data, { userId }) => {
    const idle = (data as { idle?: unknown } | null)?.idle
    if (userId === null || typeof idle !== 'boolean') return
    if (userId === ownId) {
      // Another tab of the same user.
      if (idle && !isIdle) notify(false)
      return
    }
    setReportedIdle((before) => {
      const after = new Set(before)
      if (idle) after.add(userId)
      else after.delete(userId)
      return after
    })
  })

  function notify(idle: boolean) {
    trigger(event, { idle }).catch(() => {
      // The next change sends the status again.
    })
  }

  const subscribed = status === 'subscribed'
  const sentIdle = useRef(false)
  useEffect(() => {
    if (!subscribed || (!isIdle && !sentIdle.current)) return
    sentIdle.current = isIdle
    notify(isIdle)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `notify` is used
  }, [subscribed, isIdle])

  const ids = members.map(({ id }) => id)
  useEffect(() => {
    if (!subscribed || !isIdle) return undefined
    const timer = setTimeout(() => notify(true), newMemberDelay)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the newest `notify` is used
  }, [subscribed, isIdle, ids.join('\n')])

  // A member who left and comes back counts as active.
  const present = new Set(ids)
  if ([...reportedIdle].some((id) => !present.has(id)))
    setReportedIdle(new Set([...reportedIdle].filter((id) => present.has(id))))
  return reportedIdle
}
