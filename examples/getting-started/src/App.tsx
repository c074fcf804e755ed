import { ConnectionBadge, LogViewer } from 'react-pusher-kit/mantine'

export function App() {
  return (
    <>
      <ConnectionBadge />
      <LogViewer channel="logs" event="log" height={400} />
    </>
  )
}
