import { useState } from 'react'
import { LogViewer, type LogViewerQuery } from 'react-pusher-kit/mantine'

// #region use
/** The app controls the query, so that it can be part of the URL. */
export function BuildLog({ channel }: { channel: string }) {
  const [query, setQuery] = useState<LogViewerQuery>({ levels: ['warn', 'error', 'fatal'] })
  return (
    <LogViewer
      channel={channel}
      event="line"
      height="60vh"
      query={query}
      onQueryChange={setQuery}
      getPermalink={(seq) => `${location.pathname}#${seq}`}
    />
  )
}
// #endregion
