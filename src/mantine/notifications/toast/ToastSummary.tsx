import { ActionButton } from './ActionButton.tsx'
import type { Summary } from '../notification-flow.ts'
import type { NotificationBridgeLabels } from '../notification-labels.ts'
import { LiveText } from './LiveText.tsx'

export interface ToastSummaryProps {
  summary: Summary
  labels: NotificationBridgeLabels
  openInbox: (() => void) | undefined
  close: () => void
}

/** One sentence for many notifications, and a button that opens the inbox. */
export function ToastSummary({ summary, labels, openInbox, close }: ToastSummaryProps) {
  const { count, earlier } = summary
  const sentences = [earlier > 0 && labels.earlier(earlier), count > 0 && labels.more(count)]
  const open = () => {
    openInbox?.()
    close()
  }
  return (
    <>
      <LiveText text={sentences.filter(Boolean).join(' ')} announcedAtOnce={false} />
      {openInbox && (
        <div style={{ marginTop: 6 }}>
          <ActionButton label={labels.showAll} onClick={open} />
        </div>
      )}
    </>
  )
}
