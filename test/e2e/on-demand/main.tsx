import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createEventLog, type Level } from 'react-pusher-kit'
import { LogViewer, OnlineUsers } from 'react-pusher-kit/mantine'

const log = createEventLog()
const start = Date.UTC(2026, 10, 21, 9, 30)
for (let second = 0; second < 300; second += 1) {
  const level: Level = second % 10 === 0 ? 'error' : 'info'
  const data = { text: `second ${second}`, level, thread_id: `t${second % 3}` }
  log.append({ seq: second + 1, event: 'log', data, timestamp: start + second * 1000 })
}

const members = Array.from({ length: 120 }, (_, index) => ({
  id: `user-${index}`,
  info: { name: `User ${index}` },
  isMe: false,
  seenAt: index,
}))

const isPlain = location.search === '?plain'

/**
 * A log, and with `?members` a long list of members: components with parts that are loaded on demand. With `?plain`, nothing
 * of the log needs them at first.
 */
createRoot(document.querySelector('#root') as Element).render(
  <StrictMode>
    <MantineProvider>
      <LogViewer log={log} height={420} defaultUtc defaultHistogram={!isPlain} withOverview={!isPlain} />
      {location.search === '?members' && (
        <OnlineUsers members={members} variant="list" h={300} onMemberClick={() => {}} />
      )}
    </MantineProvider>
  </StrictMode>,
)
