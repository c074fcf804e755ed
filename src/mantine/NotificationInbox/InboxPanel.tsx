import { Button, EmptyState } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import { useInboxSnapshot } from '../notifications/inbox/useInbox.ts'
import { useNow } from '../lib/useNow.ts'
import { groupItems, type InboxFilter, kindsOf } from './inbox-groups.ts'
import { InboxFailed } from './InboxFailed.tsx'
import { InboxFilters } from './InboxFilters.tsx'
import { InboxList } from './InboxList.tsx'
import { InboxLoading } from './InboxLoading.tsx'
import { BellIcon } from './icons.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

export interface InboxPanelProps {
  onItemClick: ((item: InboxItem) => void) | undefined
}

/** The content of the panel: filters, groups, actions. */
export function InboxPanel({ onItemClick }: InboxPanelProps) {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  const { items, unread, undoable, isLoading, loadError } = useInboxSnapshot(inbox)
  const [chosen, setChosen] = useState<InboxFilter>('all')
  const now = useNow(60_000, true)
  const kinds = useMemo(() => kindsOf(items, labels.kind), [items, labels.kind])
  const filters: InboxFilter[] = ['all', 'unread', ...(kinds.length > 1 ? kinds : [])]
  // The last notification of a kind may have been removed, together with its chip.
  const filter = filters.includes(chosen) ? chosen : 'all'
  const lines = useMemo(() => groupItems(items, filter, now), [items, filter, now])
  /** With a kind selected, only its notifications are marked. */
  const isOfKind = filter !== 'all' && filter !== 'unread'
  const markable = isOfKind
    ? lines.flatMap((line) => ('item' in line && !line.item.read ? [line.item.id] : []))
    : []
  const canMark = isOfKind ? markable.length > 0 : unread > 0
  /** Always mounted, unlike the list. */
  const header = useRef<HTMLDivElement>(null)
  const focusPanel = () => header.current?.closest<HTMLElement>('[role="dialog"]')?.focus()

  const undo = () => {
    // The button is unmounted by `undo`.
    focusPanel()
    inbox.undo()
  }

  function content() {
    if (lines.length > 0) {
      return <InboxList lines={lines} now={now} onItemClick={onItemClick} focusPanel={focusPanel} />
    }
    if (items.length > 0) {
      return <EmptyState {...getStyles('empty')} size="sm" title={labels.emptyFilter} />
    }
    if (loadError) return null
    if (isLoading) return <InboxLoading />
    return (
      <EmptyState
        {...getStyles('empty')}
        size="sm"
        icon={<BellIcon size={32} />}
        title={labels.empty}
        description={labels.emptyHint}
      />
    )
  }

  return (
    <>
      <div ref={header} {...getStyles('header')}>
        <h2>{labels.title}</h2>
        <Button
          size="compact-xs"
          h={24}
          variant="subtle"
          color="gray"
          // Not `disabled`: the button would lose the focus.
          data-disabled={!canMark}
          aria-disabled={!canMark}
          onClick={() => (isOfKind ? inbox.markRead(markable) : inbox.markAllRead())}
        >
          {labels.markAllRead}
        </Button>
      </div>
      {items.length > 0 && <InboxFilters filters={filters} value={filter} onChange={setChosen} />}
      {loadError && <InboxFailed />}
      {content()}
      {undoable > 0 && (
        <div {...getStyles('undo')} role="status">
          {labels.removed(undoable)}
          <Button size="compact-xs" h={24} variant="default" onClick={undo}>
            {labels.undo}
          </Button>
        </div>
      )}
    </>
  )
}
