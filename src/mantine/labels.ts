/**
 * The texts of the Mantine components in German and Hebrew. The components are written in English; each takes
 * `labels`, and a Mantine theme sets them for the whole app.
 *
 * ```tsx
 * import { createTheme, MantineProvider } from '@mantine/core'
 * import { de, labelsAsDefaultProps } from 'react-pusher-kit/mantine/labels'
 * import type { ReactNode } from 'react'
 *
 * const theme = createTheme({ components: labelsAsDefaultProps(de) })
 *
 * export const App = ({ children }: { children: ReactNode }) => (
 *   <MantineProvider theme={theme}>{children}</MantineProvider>
 * )
 * ```
 *
 * For another language write an object of the type `LocaleLabels`: the compiler names each text that is missing.
 * @module
 */
export * from './labels/index.ts'
