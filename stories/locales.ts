import { de, he, type LocaleLabels } from 'react-pusher-kit/mantine/labels'

export type Locale = 'en' | 'de' | 'he'

export interface LocaleSettings {
  /** In its own language. */
  name: string
  direction: 'ltr' | 'rtl'
  /** Null leaves every component its own texts. */
  labels: LocaleLabels | null
}

/** The languages of the stories. */
export const locales: Readonly<Record<Locale, LocaleSettings>> = {
  en: { name: 'English', direction: 'ltr', labels: null },
  de: { name: 'Deutsch', direction: 'ltr', labels: de },
  he: { name: 'עברית', direction: 'rtl', labels: he },
}
