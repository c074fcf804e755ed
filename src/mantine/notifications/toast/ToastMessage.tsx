import { Anchor, Progress } from '@mantine/core'
import { ActionButton } from './ActionButton.tsx'
import { isOngoing, type MappedNotification } from '../notification-data.ts'
import { LiveText } from './LiveText.tsx'

export interface ToastMessageProps {
  notification: MappedNotification
  text: string
  close: () => void
}

/** The body of a toast: message, progress of a task, action. */
export function ToastMessage({ notification, text, close }: ToastMessageProps) {
  const { title, progress, severity, action } = notification
  const { label, href, onClick, keepsOpen } = action ?? {}
  const act = async () => {
    if (!keepsOpen) close()
    await onClick?.()
  }
  return (
    <>
      <LiveText text={text} announcedAtOnce={severity === 'error'} />
      {isOngoing(notification) && (
        <Progress
          mt={6}
          size="sm"
          value={progress ?? 100}
          animated={progress === null}
          // Grey, because a full coloured bar would look complete.
          {...(progress === null && { color: 'gray.6' })}
          // In forced colors the transparent outline is visible and backgrounds are not.
          style={{ outline: '1px solid transparent', outlineOffset: -1 }}
          styles={{ section: { forcedColorAdjust: 'none' } }}
          aria-label={title ?? text}
        />
      )}
      {label !== undefined && (
        <div style={{ marginTop: 4 }}>
          {href === undefined ? (
            <ActionButton label={label} onClick={act} />
          ) : (
            <Anchor
              href={href}
              size="sm"
              inherit
              underline="always"
              display="inline-flex"
              mih={24}
              style={{ alignItems: 'center' }}
              onClick={() => void onClick?.()}
            >
              {label}
            </Anchor>
          )}
        </div>
      )}
    </>
  )
}
