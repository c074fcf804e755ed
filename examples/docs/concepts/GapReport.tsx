import { type ReactNode, useState } from 'react'
import { type Gap, PusherProvider, type PusherProviderProps } from 'react-pusher-kit'

// #region gaps
/** Reports missed events and their channel, for a log, a metric or a message on the page. */
export function WithGapReport({ children, ...props }: PusherProviderProps & { children: ReactNode }) {
  const [gap, setGap] = useState<Gap>()
  return (
    <PusherProvider {...props} onGap={setGap}>
      {gap && (
        <p>
          Away for {gap.durationMs} ms on {gap.channel}
        </p>
      )}
      {children}
    </PusherProvider>
  )
}
// #endregion
