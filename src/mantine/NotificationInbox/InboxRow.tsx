import { ActionIcon, Anchor } from '@mantine/core'
import { memo } from 'react'
import type { InboxItem } from '../notifications/inbox-item.ts'
import { SeverityIcon } from '../notifications/severity.tsx'
import { ReadIcon, RemoveIcon, UnreadIcon } from './icons.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

export interface InboxRowProps {
  item: InboxItem
  /** Epoch ms. */
  now: number
  onFollow: (item: InboxItem) => void
}

/** One notification of the panel. */
export const InboxRow = memo(function InboxRow({ item, now, onFollow }: InboxRowProps) {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  const { id, title, message, severity, read, count, earlier, link, timestamp } = item
  const remove = () => inbox.remove([id])

  return (
    <article
      {...getStyles('item')}
      data-unread={!read || undefined}
      data-severity={severity}
      data-inbox-item={id}
      aria-label={title ?? message}
      tabIndex={-1}
    >
      <span {...getStyles('icon')}>
        <SeverityIcon severity={severity} />
      </span>
      <div {...getStyles('text')}>
        {title !== null && <strong>{title}</strong>}
        <p>{message}</p>
        <small>
          <time dateTime={new Date(timestamp).toISOString()}>{labels.ago(Math.max(0, now - timestamp))}</time>
          {count > 1 && <span>{labels.repeated(count)}</span>}
          {earlier && <span>{labels.missed}</span>}
          {link && (
            <Anchor href={link.href} inherit underline="always" onClick={() => onFollow(item)}>
              {link.label}
            </Anchor>
          )}
        </small>
      </div>
      <div {...getStyles('itemActions')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={read ? labels.markUnread : labels.markRead}
          onClick={() => inbox.markRead([id], !read)}
        >
          {read ? <UnreadIcon /> : <ReadIcon />}
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={labels.remove} onClick={remove}>
          <RemoveIcon />
        </ActionIcon>
      </div>
    </article>
  )
})
