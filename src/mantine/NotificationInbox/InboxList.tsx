import { Virtualizer } from 'virtua'
import { useRowFocus } from '../lib/useRowFocus.ts'
import { useStable } from '../lib/useStable.ts'
import type { InboxItem } from '../notifications/inbox/inbox-item.ts'
import { type InboxLine, itemIds } from './inbox-groups.ts'
import { inboxKeyHandler } from './inbox-keys.ts'
import { InboxRow } from './InboxRow.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

/** Above this many rows only those on screen are mounted. */
const virtualAbove = 50

export interface InboxListProps {
  lines: readonly InboxLine[]
  /** Epoch ms. */
  now: number
  onItemClick: ((item: InboxItem) => void) | undefined
  /** Moves the focus when no notification is left. */
  focusPanel: () => void
}

/** The list of notifications, with keyboard navigation. */
export function InboxList({ lines, now, onItemClick, focusPanel }: InboxListProps) {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  const { scroller, virtualizer, keepMounted, onFocus, onMount, focus, moveFocusFrom } = useRowFocus(
    lines.map((line) => ('item' in line ? line.item.id : null)),
    focusPanel,
  )

  const follow = useStable((item: InboxItem) => {
    inbox.markRead([item.id])
    onItemClick?.(item)
  })
  const remove = useStable((id: string) => {
    moveFocusFrom(id)
    inbox.remove([id])
  })
  const mounted = useStable(onMount)
  const toggleRead = (id: string) => {
    const known = lines.find((line) => 'item' in line && line.item.id === id)
    if (known && 'item' in known) inbox.markRead([id], !known.item.read)
  }

  const row = (line: InboxLine) =>
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
        onMount={mounted}
      />
    )

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the items bubble up to here
    <div
      ref={scroller}
      {...getStyles('scroller')}
      role="group"
      aria-label={labels.title}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
      tabIndex={0}
      onKeyDown={inboxKeyHandler(itemIds(lines), { focus, remove, toggleRead })}
      onFocus={onFocus}
    >
      {lines.length > virtualAbove ? (
        <Virtualizer
          ref={virtualizer}
          scrollRef={scroller}
          itemSize={76}
          keepMounted={keepMounted}
          data={lines}
        >
          {row}
        </Virtualizer>
      ) : (
        lines.map(row)
      )}
    </div>
  )
}
