import type { MantineColor } from '@mantine/core'
import { Icon } from '../../lib/Icon.tsx'
import type { NotificationSeverity } from '../notification-data.ts'

/** Colour by severity; a white icon on these shades has a contrast of at least 3:1 in both color schemes. */
export const severityColors: Readonly<Record<NotificationSeverity, MantineColor>> = {
  info: 'blue.7',
  success: 'green.8',
  warning: 'orange.8',
  error: 'red.8',
}

/** One icon per severity, so that it can be recognized without colour. */
const shapes: Readonly<Record<NotificationSeverity, string>> = {
  info: 'M8 7.2v4.3M8 4.6v.1',
  success: 'm3.8 8.4 2.9 2.8 5.5-6.2',
  warning: 'M8 4v4.6M8 11.6v.1',
  error: 'm4.8 4.8 6.4 6.4m0-6.4-6.4 6.4',
}

export function SeverityIcon({ severity }: { severity: NotificationSeverity }) {
  return (
    <Icon size={16}>
      <path d={shapes[severity]} />
    </Icon>
  )
}
