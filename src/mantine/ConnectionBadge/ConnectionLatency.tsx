import { useCountdown } from '../lib/useCountdown.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.props.ts'
import type { ConnectionCondition } from './connection-condition.ts'
import { latencyQuality } from './latency-bands.ts'

export interface ConnectionLatencyProps {
  connection: ConnectionBadgeData
  condition: ConnectionCondition
}

/** The latency while connected, otherwise the countdown to the next attempt; of constant width. */
export function ConnectionLatency({ connection, condition }: ConnectionLatencyProps) {
  const { getStyles, labels, latencyBands } = useConnectionBadgeContext()
  const { latency, retryAt } = connection
  const connected = condition === 'connected'
  const seconds = useCountdown(connected ? null : retryAt)

  const measured = connected ? latency : null
  const figure = measured === null ? '' : labels.latency(measured)
  const placeholder = connected && !figure ? labels.noLatency : ''

  return (
    <span
      {...getStyles('latency')}
      data-quality={measured === null ? undefined : latencyQuality(measured, latencyBands)}
      aria-hidden={placeholder !== '' || undefined}
      // The countdown differs between the server's render and hydration.
      suppressHydrationWarning
    >
      {(seconds ? labels.retryIn(seconds) : figure) || placeholder}
    </span>
  )
}
