import { de } from './de/index.ts'
import { he } from './he/index.ts'
import type { LocaleLabels } from './locale-labels.ts'

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

/** For `components` of a Mantine theme: the labels as default props. */
export function labelsAsDefaultProps({ labels }: LocaleSettings): Record<string, { defaultProps: object }> {
  return Object.fromEntries(
    Object.entries(labels ?? {}).map(([name, texts]) => [name, { defaultProps: { labels: texts } }]),
  )
}
