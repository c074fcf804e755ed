/** Upper bounds of the latency bands, in ms; anything above `fair` is poor. */
export interface LatencyBands {
  /** Maximum good latency, ms. */
  good: number
  /** Maximum fair latency, ms. */
  fair: number
}

/** The band that a latency falls into: `good`, `fair`, or `poor` above both bounds. */
export type LatencyQuality = 'good' | 'fair' | 'poor'

/** Up to 100 ms feels immediate, up to 300 ms is hardly noticed. */
export const defaultLatencyBands: LatencyBands = { good: 100, fair: 300 }

/** The band that a latency in ms falls into. */
export function latencyQuality(latency: number, bands: LatencyBands): LatencyQuality {
  if (latency <= bands.good) return 'good'
  return latency <= bands.fair ? 'fair' : 'poor'
}
