import { Badge, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { usePusherUser } from 'react-pusher-kit'

// #region use
export function Account() {
  const { user, status, error, watchlist, on } = usePusherUser()
  const [note, setNote] = useState('')
  useEffect(() => on('note', (payload) => setNote((payload as { text: string }).text)), [on])

  if (error) return <Text role="alert">Could not sign in: {error.message}</Text>
  return (
    <Stack gap="xs" align="start">
      <Badge variant="default">{status}</Badge>
      <Text>Signed in as {user?.id ?? 'nobody yet'}</Text>
      <Text>Online of those you follow: {watchlist.join(', ') || 'nobody'}</Text>
      <Text role="status">{note}</Text>
    </Stack>
  )
}
// #endregion
