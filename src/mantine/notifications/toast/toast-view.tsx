import type { NotificationData as MantineNotification } from '@mantine/notifications'
import { longestDelay } from '../../../primitives/index.ts'
import { closesAfter, type MappedNotification } from '../notification-data.ts'
import type { Toast } from '../notification-flow.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import { LiveText } from './LiveText.tsx'
import { severityColors, SeverityIcon } from './severity.tsx'
import { ToastMessage } from './ToastMessage.tsx'
import { ToastSummary } from './ToastSummary.tsx'

export interface ToastViewOptions {
  labels: NotificationBridgeLabels
  /** The tab is hidden: no timers run. */
  paused: boolean
  /** Opens the inbox; undefined when there is none to open. */
  openInbox: (() => void) | undefined
  close: (id: string) => void
  onClosed: (id: string) => void
}

/** The data of a toast for Mantine's store. */
export function toastView(toast: Toast, options: ToastViewOptions): MantineNotification & { id: string } {
  const { labels, paused, openInbox, onClosed } = options
  const close = () => options.close(toast.id)
  const shared = {
    id: toast.id,
    // In forced colors, nothing else separates a toast from the page.
    withBorder: true,
    // Mantine's grey has too little contrast for text (3.3:1).
    styles: { description: { color: 'var(--mantine-color-text)' } },
    closeButtonProps: { 'aria-label': labels.close },
    onClose: () => onClosed(toast.id),
  }
  if ('summary' in toast) {
    const { summary } = toast
    return {
      ...shared,
      ...severityProps('info'),
      title: undefined,
      role: 'status',
      message: <ToastSummary summary={summary} labels={labels} openInbox={openInbox} close={close} />,
      autoClose: paused ? false : restartedDelay(8000, summary.count),
    }
  }
  const { notification, count } = toast
  const { title, message, severity, color, icon } = notification
  const isAlert = severity === 'error'
  const repeated = (text: string) => (count > 1 ? labels.repeated(text, count) : text)
  const after = closesAfter(notification)
  return {
    ...shared,
    ...severityProps(severity),
    ...(color === undefined ? {} : { color }),
    ...(icon === undefined ? {} : { icon }),
    title: title === undefined ? undefined : <LiveText text={repeated(title)} announcedAtOnce />,
    role: isAlert ? 'alert' : 'status',
    message: (
      <ToastMessage
        key={notification.dedupeKey ?? notification.id}
        notification={notification}
        text={title === undefined ? repeated(message) : message}
        close={close}
      />
    ),
    // A delay beyond the maximum of `setTimeout` would close the toast immediately.
    autoClose: paused || after === false || after >= longestDelay ? false : restartedDelay(after, count),
  }
}

/** Mantine restarts the timer only when the time differs, so every other update adds a millisecond. */
function restartedDelay(after: number, count: number): number {
  return after + (count % 2)
}

function severityProps(severity: MappedNotification['severity']) {
  return { color: severityColors[severity], icon: <SeverityIcon severity={severity} /> }
}
