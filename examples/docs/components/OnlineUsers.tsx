import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Member } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'

// #region use
export function Team({ channel }: { channel: string }) {
  const [chosen, setChosen] = useState<Member>()
  return (
    <Stack>
      <OnlineUsers channel={channel} max={4} />
      <OnlineUsers
        channel={channel}
        variant="list"
        activityEvent="client-activity"
        onMemberClick={setChosen}
      />
      <Text role="status">{chosen ? `Following ${chosen.id}` : 'Click somebody to follow them'}</Text>
    </Stack>
  )
}
// #endregion
