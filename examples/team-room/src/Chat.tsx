import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useEventLog, usePresence, usePusherActions, useTyping } from 'react-pusher-kit'
import { TypingIndicator } from 'react-pusher-kit/mantine'

const channel = 'presence-room-1'

export function Chat() {
  const { me } = usePresence(channel)
  const { log } = useEventLog({ channel, event: 'message' })
  const { setTyping } = useTyping(channel)
  const { trigger } = usePusherActions()
  const [draft, setDraft] = useState('')

  const write = (text: string) => {
    setDraft(text)
    setTyping(text !== '')
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!me || draft === '') return
    await trigger(channel, 'message', { from: me.info.name, text: draft })
    write('')
  }

  return (
    <Stack component="section" aria-label="Chat" gap="xs">
      <Stack role="log" gap={4}>
        {log.slice(-20).map(({ seq, data }) => (
          <Text key={seq}>
            <b>{data.from}</b> {data.text}
          </Text>
        ))}
      </Stack>
      <TypingIndicator channel={channel} />
      <Group component="form" onSubmit={(event) => void send(event)}>
        <TextInput
          flex={1}
          aria-label="Message"
          value={draft}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Button type="submit">Send</Button>
      </Group>
    </Stack>
  )
}
