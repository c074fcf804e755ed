import { Button, Chip, EmptyState, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Virtualizer } from 'virtua'
import type { InboxItem } from '../notifications/inbox-item.ts'
import { useInboxSnapshot } from '../notifications/useInbox.ts'
import { useNow } from '../time/useNow.ts'
import { groupItems, type InboxFilter, itemIds, kindsOf } from './inbox-groups.ts'
import { InboxFailed } from './InboxFailed.tsx'
import { InboxLoading } from './InboxLoading.tsx'
import { InboxRow } from './InboxRow.tsx'
import { inboxKeyHandler } from './inbox-keys.ts'
import { BellIcon } from './icons.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'
import { useInboxFocus } from './useInboxFocus.ts'

/** Above this many rows only those on screen are mounted. */
const virtualAbove = 50

export interface InboxPanelProps {
  onItemClick: ((item: InboxItem) => void) | undefined
}

/** The list behind the bell: filter, groups, actions. */
export function InboxPanel({ onItemClick }: InboxPanelProps) {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  const { items, unread, undoable, isLoading, loadError } = useInboxSnapshot(inbox)
  const [filter, setFilter] = useState<InboxFilter>('all')
  const now = useNow(60_000, true)
  const lines = useMemo(() => groupItems(items, filter, now), [items, filter, now])
  const { header, scroller, virtualizer, held, onFocus, onMount, focus, leave, focusPanel } =
    useInboxFocus(lines)
  const kinds = kindsOf(items)
  const filters: InboxFilter[] = ['all', 'unread', ...(kinds.length > 1 ? kinds : [])]

  const follow = (item: InboxItem) => {
    inbox.markRead([item.id])
    onItemClick?.(item)
  }
  const remove = (id: string) => {
    leave(id)
    inbox.remove([id])
  }
  const undo = () => {
    // The button goes with the offer.
    focusPanel()
    inbox.undo()
  }
  const onKeyDown = inboxKeyHandler(itemIds(lines), {
    focus,
    remove,
    toggleRead: (id) => inbox.markRead([id], !items.find((item) => item.id === id)?.read),
  })

  const rows = lines.map((line) =>
    'head' in line ? (
      <h3 key={line.head} {...getStyles('groupHead')}>
        {labels[line.head]}
      </h3>
    ) : (
      <InboxRow
        key={line.item.id}
        item={line.item}
        now={now}
        onFollow={follow}
        onRemove={remove}
        onMount={onMount}
      />
    ),
  )

  return (
    <>
      <div ref={header} {...getStyles('header')}>
        <h2>{labels.title}</h2>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          // Disabled, it would lose the focus that pressed it.
          data-disabled={unread === 0}
          aria-disabled={unread === 0}
          onClick={() => inbox.markAllRead()}
        >
          {labels.markAllRead}
        </Button>
      </div>

      {items.length > 0 && (
        <Chip.Group value={filter} onChange={(value) => setFilter(String(value))}>
          <Group gap={6} {...getStyles('filters')} role="radiogroup" aria-label={labels.filter}>
            {filters.map((value) => (
              <Chip key={value} value={value} size="xs" variant="outline" color="gray">
                {value === 'all' ? labels.all : value === 'unread' ? labels.unread : labels.kind(value)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}

      {loadError && <InboxFailed />}
      {items.length === 0 && loadError ? null : items.length === 0 && isLoading ? (
        <InboxLoading />
      ) : lines.length === 0 ? (
        <EmptyState
          {...getStyles('empty')}
          size="sm"
          icon={<BellIcon size={32} />}
          title={items.length === 0 ? labels.empty : labels.emptyFilter}
          description={items.length === 0 ? labels.emptyHint : undefined}
        />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the items bubble up to here
        <div
          ref={scroller}
          {...getStyles('scroller')}
          role="group"
          aria-label={labels.title}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          {rows.length > virtualAbove ? (
            <Virtualizer ref={virtualizer} scrollRef={scroller} itemSize={76} keepMounted={held}>
              {rows}
            </Virtualizer>
          ) : (
            rows
          )}
        </div>
      )}

      {undoable > 0 && (
        <div {...getStyles('undo')} role="status">
          {labels.removed(undoable)}
          <Button size="compact-xs" variant="default" onClick={undo}>
            {labels.undo}
          </Button>
        </div>
      )}
    </>
  )
}
