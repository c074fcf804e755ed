'use client'

import { useTransition } from 'react'
import { usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import { remind } from '@/app/reminders/actions.ts'

export function Reminders({ userId }: { userId: string }) {
  const channel = `private-user-${userId}`
  const { status } = usePusherChannel(channel)
  const reminders = usePusherEvents<{ title: string }>(channel, 'notification')
  const [isPending, startTransition] = useTransition()
  const send = () => startTransition(() => remind('Stand up'))
  return (
    <>
      <p role="status">{status === 'subscribed' ? 'live' : status}</p>
      <button type="button" disabled={isPending} onClick={send}>
        Remind me
      </button>
      <p>{reminders.map(({ title }) => title).join(', ')}</p>
    </>
  )
}
