import { Textarea } from '@mantine/core'
import { useTyping } from 'react-pusher-kit'
import { TypingIndicator } from 'react-pusher-kit/mantine'

// #region use
export function Reply({ channel }: { channel: string }) {
  const { setTyping } = useTyping(channel)
  return (
    <>
      <Textarea label="Reply" onChange={() => setTyping(true)} onBlur={() => setTyping(false)} />
      <TypingIndicator channel={channel} />
    </>
  )
}
// #endregion
