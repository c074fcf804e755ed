import { useIdle } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { usePusherChannel } from '../../index.ts'

const nobody: ReadonlySet<string> = new Set()

export interface MemberActivityOptions {
  channel: string | null
  /** The client event that carries `{ idle: boolean }`; none switches the whole thing off. */
  event: `client-${string}` | undefined
  /** ms without input until this tab counts as away. */
  idleAfter: number
  /** Ids of those present: a newcomer is told, a leaver forgotten. */
  memberCount: number
}

/** Who is away, as everybody says of themselves through a client event. */
export function useMemberActivity(options: MemberActivityOptions): ReadonlySet<string> {
  const { channel, event, idleAfter, memberCount } = options
  const [idle, setIdle] = useState(nobody)
  const amIdle = useIdle(event ? idleAfter : 2 ** 31 - 1, { initialState: false })

  const name = event ? channel : null
  const { trigger, status } = usePusherChannel(name, event ?? 'client-activity', (data, meta) => {
    const { userId } = meta
    if (userId === null || typeof data !== 'object' || data === null || !('idle' in data)) return
    setIdle((before) => {
      const after = new Set(before)
      if (data.idle === true) after.add(userId)
      else after.delete(userId)
      return after
    })
  })

  // Everybody counts as here until they say otherwise: who is here need not greet every newcomer.
  const subscribed = status === 'subscribed'
  const toldIdle = useRef(false)
  useEffect(() => {
    if (!event || !subscribed || (!amIdle && !toldIdle.current)) return
    toldIdle.current = amIdle
    trigger(event, { idle: amIdle }).catch(() => {
      // Nobody waits for it, and the next change says it again.
    })
  }, [event, subscribed, amIdle, memberCount, trigger])

  return idle
}
