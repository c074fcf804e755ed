import { Anchor, Button, Progress } from '@mantine/core'
import type { NotificationData as MantineNotification } from '@mantine/notifications'
import type { NotificationBridgeLabels } from './notification-labels.ts'
import { closesAfter, type Notice } from './notification-data.ts'
import type { Toast } from './notification-flow.ts'
import { severityColors, SeverityIcon } from './severity.tsx'

export interface ToastViewOptions {
  labels: NotificationBridgeLabels
  /** Timers stand still while nobody looks. */
  paused: boolean
  /** Opens the inbox; undefined when there is none to open. */
  openInbox: (() => void) | undefined
  close: (id: string) => void
  onClosed: (id: string) => void
}

/** A toast as Mantine's store takes it. */
export function toastView(toast: Toast, options: ToastViewOptions): MantineNotification & { id: string } {
  const { labels, paused, onClosed } = options
  const shared = {
    id: toast.id,
    // Mantine's grey has too little contrast for text (3.3:1).
    styles: { description: { color: 'var(--mantine-color-text)' } },
    closeButtonProps: { 'aria-label': labels.close },
    onClose: () => onClosed(toast.id),
  }
  if ('summary' in toast) {
    const { count, earlier } = toast.summary
    return {
      ...shared,
      ...looks('info'),
      title: undefined,
      role: 'status',
      message: (
        <Summary
          text={[earlier > 0 && labels.earlier(earlier), count > 0 && labels.more(count)]
            .filter(Boolean)
            .join(' ')}
          options={options}
          id={toast.id}
        />
      ),
      autoClose: paused ? false : restarted(8000, count),
    }
  }
  const { notice, count } = toast
  const { title, severity, color, icon } = notice
  const after = closesAfter(notice)
  return {
    ...shared,
    ...looks(severity),
    ...(color === undefined ? {} : { color }),
    ...(icon === undefined ? {} : { icon }),
    title: count > 1 && title !== undefined ? labels.repeated(title, count) : title,
    role: severity === 'error' ? 'alert' : 'status',
    message: <Message notice={notice} count={count} labels={labels} close={() => options.close(toast.id)} />,
    autoClose: paused || after === false ? false : restarted(after, count),
  }
}

/** Mantine starts a timer anew only when the time differs: a millisecond more does it. */
function restarted(after: number, count: number): number {
  return after + (count % 2)
}

function looks(severity: Notice['severity']) {
  return { color: severityColors[severity], icon: <SeverityIcon severity={severity} /> }
}

interface MessageProps {
  notice: Notice
  count: number
  labels: NotificationBridgeLabels
  close: () => void
}

function Message({ notice, count, labels, close }: MessageProps) {
  const { message, title, progress, action } = notice
  const running = progress !== undefined && progress !== 100
  return (
    <>
      {count > 1 && title === undefined ? labels.repeated(message, count) : message}
      {running && (
        <Progress
          mt={6}
          size="sm"
          value={progress ?? 100}
          animated={progress === null}
          aria-label={title ?? message}
        />
      )}
      {action && (
        <div style={{ marginTop: 6 }}>
          {action.href === undefined ? (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                action.onClick?.()
                close()
              }}
            >
              {action.label}
            </Button>
          ) : (
            <Anchor href={action.href} size="sm" inherit underline="always" onClick={action.onClick}>
              {action.label}
            </Anchor>
          )}
        </div>
      )}
    </>
  )
}

interface SummaryProps {
  text: string
  id: string
  options: ToastViewOptions
}

function Summary({ text, id, options: { labels, openInbox, close } }: SummaryProps) {
  return (
    <>
      {text}
      {openInbox && (
        <div style={{ marginTop: 6 }}>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              openInbox()
              close(id)
            }}
          >
            {labels.showAll}
          </Button>
        </div>
      )}
    </>
  )
}
