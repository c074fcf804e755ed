import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type EventLog, plainText } from '../../../index.ts'
import { classes } from '../log-viewer-classes.ts'
import { IconButton } from '../IconButton.tsx'
import { unfoldedJson } from '../line/json-text.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import { noFilters } from '../state/log-viewer-query.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { type SelectedLine, selectedLines, withDetails } from './selected-lines.ts'
import { indicesToBookmark, manyLines, selectedRows } from './selected-rows.ts'
import type { LineList } from '../state/line-list.ts'
import { usePartLabels } from '../usePartLabels.ts'
import type { LineRange, LineSelection } from './useLineSelection.ts'

export interface SelectionBarProps {
  selection: LineSelection
  unfolded: ReadonlySet<number>
  onUnfold: (indices: readonly number[]) => void
  /** Lines with a bookmark. */
  bookmarked: ReadonlySet<number>
  onBookmark: (indices: readonly number[]) => void
  getPermalink: ((seq: number) => string) | undefined
  grid: LogGrid
}

/** The actions for the selected lines. Replaces the footer. */
export function SelectionBar({
  selection,
  unfolded,
  onUnfold,
  bookmarked,
  onBookmark,
  getPermalink,
  grid,
}: SelectionBarProps): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { log, list, hasFilter, changeQuery } = view
  const labels = usePartLabels()
  const [copied, setCopied] = useState({ text: '', from: 0, to: 0 })
  if (!selection.range) return null
  const { from, to } = selection.range
  const { start, end } = selectedRows(list, selection.range)
  const rows = end - start
  const first = rows > 0 ? log.line(list.indexAt(start)) : undefined
  const toBookmark = indicesToBookmark(list, selection.range)
  const foldable = rows > manyLines ? [] : foldableIndices(log, list, selection.range)
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied({ text: labels.copied, from, to })
    } catch {
      // Without TLS there is no clipboard, and the user may have denied access.
      setCopied({ text: labels.copyFailed, from, to })
    }
  }
  const showInContext = (): void => {
    changeQuery(noFilters)
    grid.jumpTo(from)
  }
  const zoom = (): void => {
    let [since, until] = [Infinity, -Infinity]
    for (const { timestamp } of selectedLines(log, list, { from, to })) {
      since = Math.min(since, timestamp)
      until = Math.max(until, timestamp + 1)
    }
    changeQuery({ since, until })
    selection.clear()
  }
  const copyEach = (write: (line: SelectedLine) => string): void => {
    void copy(Array.from(selectedLines(log, list, { from, to }), write).join('\n'))
  }
  return (
    <div {...getStyles('selection')} role="group" aria-label={labels.selected(rows)}>
      <span className={classes.selectionCount} role="status">
        {labels.selected(rows)}
      </span>
      <Action
        label={labels.copy}
        onClick={() => {
          copyEach((line) => plainText(line.text))
        }}
      />
      <Action
        label={labels.copyDetails}
        onClick={() => {
          copyEach(withDetails)
        }}
      />
      {getPermalink && typeof first?.seq === 'number' && (
        <Action label={labels.copyLink} onClick={() => void copy(getPermalink(first.seq as number))} />
      )}
      <Action
        label={toBookmark.every((index) => bookmarked.has(index)) ? labels.removeBookmark : labels.bookmark}
        onClick={() => {
          onBookmark(toBookmark)
        }}
      />
      {foldable.length > 0 && (
        <Action
          label={foldable.some((index) => !unfolded.has(index)) ? labels.unfold : labels.fold}
          onClick={() => {
            onUnfold(foldable)
          }}
        />
      )}
      {rows > 1 && <Action label={labels.onlyThisTime} onClick={zoom} />}
      {hasFilter && <Action label={labels.context} onClick={showInContext} />}
      <span role="status">{copied.from === from && copied.to === to && copied.text}</span>
      <IconButton
        className={classes.selectionClose ?? ''}
        label={labels.clearSelection}
        icon="close"
        onClick={selection.clear}
      />
    </div>
  )
}

function Action({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <Button variant="default" size="compact-xs" h={24} onClick={onClick}>
      {label}
    </Button>
  )
}

function foldableIndices(log: EventLog, list: LineList, range: LineRange): number[] {
  return Array.from(selectedLines(log, list, range)).flatMap(({ index, text }) =>
    unfoldedJson(plainText(text)) === null ? [] : [index],
  )
}
