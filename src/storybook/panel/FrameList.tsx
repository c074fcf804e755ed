/** @jsxRuntime classic */
import React, { type KeyboardEvent, useId } from 'react'
import { styled } from 'storybook/theming'
import { rowForKey, type TranscriptRow } from '../../inspector/index.ts'
import { useRowWindow } from '../../inspector/react.ts'
import { FrameRow, rowHeight } from './FrameRow.tsx'
import type { RowSelection } from './useRowSelection.ts'

const List = styled.div(({ theme }) => ({
  containerType: 'inline-size',
  minHeight: 0,
  overflow: 'auto',
  outlineOffset: -2,
  '&:focus-visible': { outline: `2px solid ${theme.color.secondary}` },
}))

const Rows = styled.div({ position: 'relative', minWidth: '100%' })

interface FrameListProps {
  rows: readonly TranscriptRow[]
  selection: RowSelection
}

/** The virtualized transcript. Arrow keys select a row, with Shift a range. */
export function FrameList({ rows, selection }: FrameListProps) {
  const id = useId()
  const { listRef, first, last, onScroll, show } = useRowWindow(rows, rowHeight)
  const { active, range } = selection
  const idOf = (row: TranscriptRow): string => `${id}-${row.key}`
  const activeRow = active >= first && active < last ? rows[active] : undefined

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') selection.clear()
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selection.selectAll()
    else {
      const next = rowForKey(event.key, active, rows.length)
      if (next === null) return
      selection.select(next, event.shiftKey)
      show(next)
    }
    event.preventDefault()
    // Storybook's own shortcuts are single keys.
    event.stopPropagation()
  }

  return (
    <List
      ref={listRef}
      role="listbox"
      aria-label="Transcript"
      aria-multiselectable
      aria-activedescendant={activeRow && idOf(activeRow)}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <Rows role="presentation" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset
          return (
            <FrameRow
              key={row.key}
              id={idOf(row)}
              row={row}
              top={index * rowHeight}
              place={index + 1}
              count={rows.length}
              isSelected={range !== null && index >= range[0] && index <= range[1]}
              onSelect={(isExtending) => selection.select(index, isExtending)}
            />
          )
        })}
      </Rows>
    </List>
  )
}
