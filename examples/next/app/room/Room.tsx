'use client'

import { Button, Stack, Text, Title } from '@mantine/core'
import { useTransition } from 'react'
import { usePusherChannel, usePusherEvents } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'
import { ring } from '@/app/room/actions.ts'

export function Room({ id }: { id: string }) {
  const channel = `presence-room-${id}`
  const { status, error } = usePusherChannel(channel)
  const messages = usePusherEvents<{ from: string; text: string }>(channel, 'message')
  const [isPending, startTransition] = useTransition()

  return (
    <Stack component="section" aria-label={`Room ${id}`} gap="xs" align="start">
      <Title order={2}>Room {id}</Title>
      <Text role="status">{error ? error.message : status}</Text>
      {status === 'subscribed' && (
        <>
          <OnlineUsers channel={channel} />
          <Button loading={isPending} onClick={() => startTransition(() => ring(id))}>
            Ring the bell
          </Button>
        </>
      )}
      {messages.map(({ from, text }, index) => (
        <Text key={index}>
          {from}: {text}
        </Text>
      ))}
    </Stack>
  )
}
