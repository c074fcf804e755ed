import { createTheme, DirectionProvider, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { de, he, labelsAsDefaultProps, type LocaleLabels } from 'react-pusher-kit/mantine/labels'

// #region theme
const languages = { de, he, en: null }
export type Language = keyof typeof languages

/** Every component of the kit in the language of the page. */
export function Localized({ language, children }: { language: Language; children: ReactNode }) {
  const labels = languages[language]
  const theme = createTheme({ components: labels ? labelsAsDefaultProps(labels) : {} })
  return (
    <DirectionProvider initialDirection={language === 'he' ? 'rtl' : 'ltr'}>
      <MantineProvider theme={theme}>{children}</MantineProvider>
    </DirectionProvider>
  )
}
// #endregion

// #region own
/** German, with one text of the app's own. */
export const ownLabels: LocaleLabels = {
  ...de,
  ConnectionBadge: { ...de.ConnectionBadge, connected: 'Live' },
}
// #endregion
