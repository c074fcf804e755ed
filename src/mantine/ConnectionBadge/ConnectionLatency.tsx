import { useCountdown } from '../time/useCountdown.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.tsx'
import type { ConnectionCondition } from './connection-condition.ts'
import { latencyQuality } from './latency-bands.ts'

export interface ConnectionLatencyProps {
  connection: ConnectionBadgeData
  condition: ConnectionCondition
}

/** The latency while connected, the countdown to the next attempt while not; its width never changes. */
export function ConnectionLatency({ connection, condition }: ConnectionLatencyProps) {
  const { getStyles, labels, latencyBands } = useConnectionBadgeContext()
  const { latency, retryAt } = connection
  const connected = condition === 'connected'
  const seconds = useCountdown(connected ? null : retryAt)

  if (seconds) return <span {...getStyles('latency')}>{labels.retryIn(seconds)}</span>
  if (!connected || latency === null) {
    return (
      <span {...getStyles('latency')} aria-hidden="true">
        {connected && labels.noLatency}
      </span>
    )
  }
  return (
    <span {...getStyles('latency')} data-quality={latencyQuality(latency, latencyBands)}>
      {labels.latency(latency)}
    </span>
  )
}
