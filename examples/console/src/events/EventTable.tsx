import { Button } from '@mantine/core'
import { type KeyboardEvent, useId } from 'react'
import { feedKinds, rowForKey, timeOf, type FeedRow } from '../../../../src/inspector/index.ts'
import { useRowWindow } from '../../../../src/inspector/react.ts'
import classes from './EventTable.module.css'
import type { Selection } from './useSelection.ts'

/** px */
const rowHeight = 28

const columns = ['Time', 'Kind', 'Channel', 'Event', 'Sender', 'Bytes', 'Deliveries']

interface EventTableProps {
  rows: readonly FeedRow[]
  selection: Selection
}

/** The table of events. Arrow keys select a row, which opens it beside the table. */
export function EventTable({ rows, selection }: EventTableProps) {
  const id = useId()
  const { listRef, first, last, isFollowing, onScroll, show, follow } = useRowWindow(rows, rowHeight)
  const { active } = selection
  const activeRow = active >= first && active < last ? rows[active] : undefined

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') selection.clear()
    else {
      const next = rowForKey(event.key, active, rows.length)
      if (next === null) return
      selection.select(next)
      show(next)
    }
    event.preventDefault()
  }

  return (
    <div className={classes.frame}>
      <div
        ref={listRef}
        className={classes.list}
        role="grid"
        aria-label="Events"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={activeRow && `${id}-${activeRow.key}`}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {columns.map((column) => (
              <span key={column} role="columnheader">
                {column}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.rows} style={{ height: rows.length * rowHeight }}>
          {rows.slice(first, last).map((row, offset) => (
            <EventRow
              // Keyed by position, so that new rows update the text of existing elements.
              // oxlint-disable-next-line react/no-array-index-key
              key={offset}
              id={`${id}-${row.key}`}
              row={row}
              index={first + offset}
              isSelected={first + offset === active}
              onSelect={() => selection.select(first + offset)}
            />
          ))}
        </div>
      </div>
      {!isFollowing && (
        <Button size="xs" className={classes.follow} onClick={follow}>
          Follow the newest
        </Button>
      )}
    </div>
  )
}

interface EventRowProps {
  id: string
  row: FeedRow
  index: number
  isSelected: boolean
  onSelect: () => void
}

function EventRow({ id, row: { record }, index, isSelected, onSelect }: EventRowProps) {
  const { at, kind, channels, event, sender, bytes, deliveries } = record
  return (
    // The grid has the focus and handles the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classes.row}
      data-kind={kind}
      style={{ top: index * rowHeight, height: rowHeight, position: 'absolute' }}
      onClick={onSelect}
    >
      <span role="gridcell">
        <time dateTime={new Date(at).toISOString()}>{timeOf(at)}</time>
      </span>
      <span role="gridcell" className={classes.kind}>
        {feedKinds[kind]}
      </span>
      <span role="gridcell">{channels.join(', ')}</span>
      <span role="gridcell" className={classes.event}>
        {event}
      </span>
      <span role="gridcell">{sender}</span>
      <span role="gridcell">{bytes ?? ''}</span>
      <span role="gridcell">{deliveries ?? ''}</span>
    </div>
  )
}
