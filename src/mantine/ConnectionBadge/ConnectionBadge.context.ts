import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { ConnectionBadgeFactory } from './ConnectionBadge.props.ts'
import type { ConnectionBadgeLabels } from './connection-labels.ts'
import type { LatencyBands } from './latency-bands.ts'

export interface ConnectionBadgeContextValue {
  getStyles: GetStylesApi<ConnectionBadgeFactory>
  labels: ConnectionBadgeLabels
  latencyBands: LatencyBands
}

export const [ConnectionBadgeProvider, useConnectionBadgeContext] =
  createSafeContext<ConnectionBadgeContextValue>(
    'Expected the parts of ConnectionBadge to be rendered within it, but got no context.',
  )
