import { ActionIcon, Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type LogLine, plainText } from '../../index.ts'
import { classes } from './log-viewer-classes.ts'
import { Icon } from './icons.tsx'
import { unfoldedJson } from './json-text.ts'
import type { LogGrid } from './log-grid.ts'
import { wholeTime } from './log-time.ts'
import { useLogViewer } from './LogViewer.context.ts'
import { chosenIndices, type LineSelection } from './useLineSelection.ts'

export interface SelectionBarProps {
  selection: LineSelection
  unfolded: ReadonlySet<number>
  onUnfold: (indices: readonly number[]) => void
  getPermalink: ((seq: number) => string) | undefined
  grid: LogGrid
}

/** What can be done with the chosen lines; takes the place of the footer. */
export function SelectionBar({
  selection,
  unfolded,
  onUnfold,
  getPermalink,
  grid,
}: SelectionBarProps): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels, log, list, hasFilter, changeQuery } = view
  const [copied, setCopied] = useState('')
  if (!selection.range) return null
  const { from } = selection.range
  const indices = chosenIndices(list, selection.range)
  const lines = indices.flatMap((index) => log.line(index) ?? [])
  const [first] = lines
  const foldable = indices.filter((index) => unfoldedJson(plainText(log.line(index)?.text ?? '')) !== null)
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(labels.copied)
    } catch {
      // Pages without TLS have no clipboard, and a reader may have denied it.
      setCopied(labels.copyFailed)
    }
  }
  const showInContext = (): void => {
    changeQuery({
      levels: undefined,
      threads: undefined,
      since: undefined,
      until: undefined,
      onlyMatches: undefined,
    })
    grid.keep(from)
  }
  const zoom = (): void => {
    const times = lines.map((line) => line.timestamp)
    changeQuery({ since: Math.min(...times), until: Math.max(...times) + 1 })
    selection.clear()
  }
  return (
    <div {...getStyles('selection')} role="group" aria-label={labels.selected(lines.length)}>
      <span className={classes.selectionCount}>{labels.selected(lines.length)}</span>
      <Action
        label={labels.copy}
        onClick={() => void copy(lines.map((line) => plainText(line.text)).join('\n'))}
      />
      <Action label={labels.copyDetails} onClick={() => void copy(lines.map(withDetails).join('\n'))} />
      {getPermalink && typeof first?.seq === 'number' && (
        <Action label={labels.copyLink} onClick={() => void copy(getPermalink(first.seq as number))} />
      )}
      {foldable.length > 0 && (
        <Action
          label={foldable.some((index) => !unfolded.has(index)) ? labels.unfold : labels.fold}
          onClick={() => {
            onUnfold(foldable)
          }}
        />
      )}
      {lines.length > 1 && <Action label={labels.onlyThisTime} onClick={zoom} />}
      {hasFilter && <Action label={labels.context} onClick={showInContext} />}
      <span role="status">{copied}</span>
      <ActionIcon
        className={classes.selectionClose ?? ''}
        variant="subtle"
        color="gray"
        size={24}
        aria-label={labels.clearSelection}
        onClick={selection.clear}
      >
        <Icon name="close" size={14} />
      </ActionIcon>
    </div>
  )
}

function Action({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <Button variant="default" size="compact-xs" onClick={onClick}>
      {label}
    </Button>
  )
}

function withDetails({ text, level, thread, timestamp }: LogLine): string {
  return [wholeTime(timestamp), level.toUpperCase().padEnd(5), thread && `[${thread}]`, plainText(text)]
    .filter(Boolean)
    .join(' ')
}
