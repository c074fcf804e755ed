import type { LocaleLabels } from './locale-labels.ts'

/**
 * Labels as default props of the components, for `components` of a Mantine theme.
 *
 * @example
 * ```tsx
 * import { createTheme } from '@mantine/core'
 * import { de, labelsAsDefaultProps } from 'react-pusher-kit/mantine/labels'
 *
 * export const theme = createTheme({ components: labelsAsDefaultProps(de) })
 * ```
 */
export function labelsAsDefaultProps(labels: LocaleLabels): Record<string, { defaultProps: object }> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, texts]) => [name, { defaultProps: { labels: texts } }]),
  )
}
