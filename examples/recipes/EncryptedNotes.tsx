import { Alert, Button, Paper, Stack, Text, Textarea } from '@mantine/core'
import Pusher from 'pusher-js/with-encryption'
import { type FormEvent, useState } from 'react'
import { type CreateClient, SubscriptionError, useEventLog, usePusherChannel } from 'react-pusher-kit'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'
import { useTrigger } from 'react-pusher-kit/query'

export const noteChannels = defineChannels({
  'private-encrypted-notes-{notebook}': {
    events: { note: type<{ author: string; text: string }>() },
    persist: true,
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    notes: typeof noteChannels
  }
}

/** For `createClient` of the provider: the build of pusher-js that can decrypt. */
export const createEncryptedClient: CreateClient = (appKey, options) => new Pusher(appKey, options)

interface EncryptedNotesProps {
  notebook: string
  author: string
}

/** End-to-end encrypted: your server encrypts, this page decrypts, and Pusher cannot read the notes. */
export function EncryptedNotes({ notebook, author }: EncryptedNotesProps) {
  const channel = channelName('private-encrypted-notes-{notebook}', { notebook })
  const { status, error } = usePusherChannel(channel)
  const { log, size } = useEventLog({ channel, event: 'note' })
  const [text, setText] = useState('')
  const { mutate, isPending, isError } = useTrigger({ onSuccess: () => setText('') })

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) mutate({ channel, event: 'note', data: { author, text } })
  }

  if (error) {
    const isOldBuild = error instanceof SubscriptionError && error.type === 'Unsupported'
    return (
      <Alert color="red">
        {isOldBuild
          ? 'This page cannot decrypt: pass createClient to the provider.'
          : 'You are not allowed to read these notes.'}
      </Alert>
    )
  }
  return (
    <Stack maw={480}>
      <Text role="status" size="sm">
        {status === 'subscribed' ? 'Only you and your server can read these notes.' : 'Fetching the key…'}
      </Text>
      {log.slice(0, size).map(({ seq, data }) => (
        <Paper key={seq} withBorder p="sm">
          <Text size="sm">{data.text}</Text>
          <Text size="xs">{data.author}</Text>
        </Paper>
      ))}
      <form onSubmit={save}>
        <Textarea
          label="Note"
          required
          rows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={isError && 'Not saved. Try again.'}
        />
        <Button type="submit" mt="xs" disabled={status !== 'subscribed'}>
          Save
        </Button>
      </form>
    </Stack>
  )
}
