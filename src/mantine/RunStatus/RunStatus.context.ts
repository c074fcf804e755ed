import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { RunStatusFactory } from './RunStatus.props.ts'
import type { RunStatusLabels } from './run-labels.ts'

export interface RunStatusContextValue {
  getStyles: GetStylesApi<RunStatusFactory>
  labels: RunStatusLabels
  logHref: ((thread: string) => string) | undefined
  onOpenLog: ((thread: string) => void) | undefined
  /** Steps shown before the earlier ones are collapsed. */
  maxSteps: number
}

export const [RunStatusProvider, useRunStatusContext] = createSafeContext<RunStatusContextValue>(
  'Expected the parts of RunStatus to be rendered within it, but got no context.',
)
