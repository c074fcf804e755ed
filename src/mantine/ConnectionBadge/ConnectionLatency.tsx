import { useCountdown } from '../lib/useCountdown.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.props.ts'
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

  const measured = connected ? latency : null
  const figure = measured === null ? '' : labels.latency(measured)
  const placeholder = connected && !figure ? labels.noLatency : ''

  return (
    <span
      {...getStyles('latency')}
      data-quality={measured === null ? undefined : latencyQuality(measured, latencyBands)}
      aria-hidden={placeholder !== '' || undefined}
      // A countdown goes on between server and browser.
      suppressHydrationWarning
    >
      {(seconds ? labels.retryIn(seconds) : figure) || placeholder}
    </span>
  )
}
