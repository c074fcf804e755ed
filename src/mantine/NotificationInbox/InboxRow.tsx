import { ActionIcon, Anchor, VisuallyHidden } from '@mantine/core'
import { memo, useEffect, useId, useRef } from 'react'
import { ActionButton } from '../notifications/toast/ActionButton.tsx'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import { SeverityIcon } from '../notifications/toast/severity.tsx'
import { ReadIcon, RemoveIcon, UnreadIcon } from './icons.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

export interface InboxRowProps {
  item: InboxItem
  /** Epoch ms. */
  now: number
  onFollow: (item: InboxItem) => void
  onRemove: (id: string) => void
  onMount: (id: string, row: HTMLElement) => void
}

/** One notification of the panel. */
export const InboxRow = memo(function InboxRow(props: InboxRowProps) {
  const { item, now, onFollow, onRemove, onMount } = props
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  const { id, title, message, severity, read, count, earlier, link, action, timestamp } = item
  const domId = useId()
  const row = useRef<HTMLElement>(null)
  const act = () => {
    onFollow(item)
    return action?.onClick()
  }
  useEffect(() => {
    if (row.current) onMount(id, row.current)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, whoever renders it
  }, [])

  return (
    <article
      ref={row}
      {...getStyles('item')}
      data-unread={!read || undefined}
      data-severity={severity}
      data-row={id}
      aria-label={title ?? message}
      aria-describedby={title === null ? `${domId}-meta` : `${domId}-message ${domId}-meta`}
      tabIndex={-1}
    >
      <span {...getStyles('icon')}>
        <SeverityIcon severity={severity} />
        <VisuallyHidden>{labels.severity[severity]}</VisuallyHidden>
      </span>
      <div {...getStyles('text')}>
        {title !== null && (
          <strong>
            <bdi>{title}</bdi>
          </strong>
        )}
        <p id={`${domId}-message`}>
          <bdi>{message}</bdi>
        </p>
        <small id={`${domId}-meta`}>
          {!read && <VisuallyHidden>{labels.unread}</VisuallyHidden>}
          <time dateTime={new Date(timestamp).toISOString()} title={new Date(timestamp).toLocaleString()}>
            {labels.ago(Math.max(0, now - timestamp))}
          </time>
          {count > 1 && <span>{labels.repeated(count)}</span>}
          {earlier && <span>{labels.missed}</span>}
          {link && (
            <Anchor href={link.href} inherit underline="always" onClick={() => onFollow(item)}>
              {link.label}
            </Anchor>
          )}
          {action && (
            <span data-act>
              <ActionButton label={action.label} onClick={act} />
            </span>
          )}
        </small>
      </div>
      <div {...getStyles('itemActions')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={read ? labels.markUnread : labels.markRead}
          title={read ? labels.markUnread : labels.markRead}
          onClick={() => inbox.markRead([id], !read)}
        >
          {read ? <UnreadIcon /> : <ReadIcon />}
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={labels.remove}
          title={labels.remove}
          onClick={() => onRemove(id)}
        >
          <RemoveIcon />
        </ActionIcon>
      </div>
    </article>
  )
})
