import { type ReactNode, useState } from 'react'
import { type Gap, PusherProvider, type PusherProviderProps } from 'react-pusher-kit'

// #region gaps
/** Says that events were missed, and where: for a log, a metric, or a line in the page. */
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
