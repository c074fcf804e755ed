import { Code, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { usePusher } from 'react-pusher-kit'

// #region use
/** Shows every event of every channel, for a developer panel. */
export function EventTap() {
  const pusher = usePusher()
  const [events, setEvents] = useState<readonly string[]>([])

  useEffect(() => {
    const note = (event: string) => setEvents((earlier) => [...earlier.slice(-4), event])
    pusher?.bind_global(note)
    return () => void pusher?.unbind_global(note)
  }, [pusher])

  return (
    <Stack gap="xs" align="start" role="log" aria-label="Events">
      <Text>{pusher ? 'The last five events' : 'No client yet'}</Text>
      {events.map((event, index) => (
        <Code key={index}>{event}</Code>
      ))}
    </Stack>
  )
}
// #endregion
