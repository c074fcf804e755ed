import { useState } from 'react'
import { LogViewer, type LogViewerQuery, RunStatus } from 'react-pusher-kit/mantine'

// #region use
/** A run opens its log lines in the viewer beside it. */
export function Workflows() {
  const [query, setQuery] = useState<LogViewerQuery>({})
  return (
    <>
      <RunStatus channel="private-admin" onOpenLog={(thread) => setQuery({ threads: [thread] })} />
      <LogViewer channel="private-build" event="line" query={query} onQueryChange={setQuery} />
    </>
  )
}
// #endregion
