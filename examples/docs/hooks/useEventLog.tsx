import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useEventLog } from 'react-pusher-kit'

interface Line {
  text: string
}

// #region use
export function BuildLog() {
  const { log, size, status, gaps, hasOlder, loadOlder, retry } = useEventLog<Line>({
    channel: 'private-build',
    event: 'line',
    preload: 20,
  })
  return (
    <Stack gap="xs">
      <Group>
        <Badge variant="default">{status}</Badge>
        <Text size="sm">{size} lines</Text>
        {hasOlder && (
          <Button size="xs" onClick={() => void loadOlder()}>
            Older
          </Button>
        )}
        {gaps.length > 0 && (
          <Button size="xs" onClick={() => void retry()}>
            {gaps.length} gaps: try again
          </Button>
        )}
      </Group>
      <Code block>
        {log
          .slice(0, size)
          .map(({ seq, data }) => `${String(seq).padStart(4)}  ${data.text}`)
          .join('\n')}
      </Code>
    </Stack>
  )
}
// #endregion
