import { useCountdown } from '../lib/useCountdown.ts'
import { useConnectionBadgeContext } from './ConnectionBadge.context.ts'
import type { ConnectionBadgeData } from './ConnectionBadge.props.ts'
import { latencyQuality } from './latency-bands.ts'
import { Sparkline } from '../plots/Sparkline.tsx'

/** Latency or countdown to the next attempt, its quality, a sparkline of the last 60 samples, and their statistics. */
export function ConnectionCardLatency({ connection }: { connection: ConnectionBadgeData }) {
  const { getStyles, labels, latencyBands } = useConnectionBadgeContext()
  const { latency, latencyStats, retryAt } = connection
  const { samples, p50, p95, jitter } = latencyStats
  const quality = latency === null ? undefined : latencyQuality(latency, latencyBands)
  const seconds = useCountdown(latency === null ? retryAt : null)
  const spread = [
    [labels.median, p50],
    [labels.p95, p95],
    [labels.jitter, jitter],
  ] as const

  return (
    <>
      <div {...getStyles('cardLatency')} data-quality={quality}>
        {latency === null ? (
          <small>{seconds ? labels.bannerRetry(seconds) : labels.notMeasured}</small>
        ) : (
          <span>{labels.latency(latency)}</span>
        )}
        {quality && <small>{labels.quality(quality)}</small>}
        {samples.length > 1 && (
          <Sparkline
            samples={samples}
            label={labels.sparkline(Math.min(...samples), Math.max(...samples), samples.length)}
            {...getStyles('sparkline')}
          />
        )}
      </div>
      <dl {...getStyles('facts')}>
        {spread.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value === null ? labels.noLatency : labels.latency(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
