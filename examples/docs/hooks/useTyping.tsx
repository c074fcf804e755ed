import { Stack, Text, Textarea } from '@mantine/core'
import { useTyping } from 'react-pusher-kit'

// #region use
export function Composer({ room }: { room: string }) {
  const { typing, setTyping } = useTyping(`presence-room-${room}`)
  return (
    <Stack gap={4}>
      <Textarea
        label="Message"
        onChange={(event) => setTyping(event.currentTarget.value !== '')}
        onBlur={() => setTyping(false)}
      />
      <Text size="sm" mih={20} role="status">
        {typing.length > 0 && `Typing: ${typing.map(({ id }) => id).join(', ')}`}
      </Text>
    </Stack>
  )
}
// #endregion
