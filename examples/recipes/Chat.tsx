import { Alert, Button, Flex, Group, Paper, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useEventLog, usePresence, useTyping } from 'react-pusher-kit'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'
import { OnlineUsers, TypingIndicator } from 'react-pusher-kit/mantine'
import { useTrigger } from 'react-pusher-kit/query'

export const chatChannels = defineChannels({
  'presence-chat-{room}': {
    member: type<{ name: string }>(),
    events: { message: type<{ from: string; name: string; text: string }>() },
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
    persist: true,
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    chat: typeof chatChannels
  }
}

/** History first, then live. A message stays in the input until the server accepts it. */
export function Chat({ room }: { room: string }) {
  const channel = channelName('presence-chat-{room}', { room })
  const { me } = usePresence(channel)
  const { log, size, hasOlder, loadOlder } = useEventLog({ channel, event: 'message', preload: 50 })
  const { setTyping } = useTyping(channel)
  const [draft, setDraft] = useState('')
  const side = (from: string) => (from === me?.id ? { ms: 'auto' } : { me: 'auto' })
  const { mutate, isPending, isError } = useTrigger({ onSuccess: () => setDraft('') })

  const write = (text: string) => {
    setDraft(text)
    setTyping(text !== '')
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!me || isPending || draft.trim() === '') return
    mutate({ channel, event: 'message', data: { from: me.id, name: me.info.name, text: draft.trim() } })
    setTyping(false)
  }

  return (
    <Stack gap="xs" maw={480}>
      <OnlineUsers channel={channel} size="sm" />
      {/* In reverse order, so that the newest message stays in view. */}
      <Flex direction="column-reverse" h={320} style={{ overflowY: 'auto' }} tabIndex={0}>
        <Stack gap={6} role="log" aria-label="Messages">
          {hasOlder && (
            <Button variant="subtle" size="xs" onClick={() => void loadOlder()}>
              Earlier messages
            </Button>
          )}
          {log.slice(0, size).map(({ seq, data: { from, name, text } }) => (
            <Paper key={seq} fz="sm" withBorder px="sm" py={6} maw="80%" {...side(from)}>
              <b>{name}</b>
              <div style={{ overflowWrap: 'anywhere' }}>{text}</div>
            </Paper>
          ))}
        </Stack>
      </Flex>
      <TypingIndicator channel={channel} />
      <Group component="form" gap="xs" wrap="nowrap" onSubmit={send}>
        <TextInput
          flex={1}
          aria-label="Message"
          value={draft}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={() => setTyping(false)}
        />
        <Button type="submit" loading={isPending} disabled={!me}>
          Send
        </Button>
      </Group>
      {isError && <Alert color="red">Not sent. Your message is still in the field: try again.</Alert>}
    </Stack>
  )
}
