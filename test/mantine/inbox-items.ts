import type { InboxItem } from 'react-pusher-kit/mantine'

/** An item of an inbox; what a test says nothing of is plain. */
export function inboxItem(id: string, more: Partial<InboxItem> = {}): InboxItem {
  return {
    id,
    kind: 'notification',
    channel: 'private-user-42',
    title: null,
    message: id,
    severity: 'info',
    timestamp: Number(id) || 0,
    read: false,
    count: 1,
    earlier: false,
    link: null,
    ...more,
  }
}
