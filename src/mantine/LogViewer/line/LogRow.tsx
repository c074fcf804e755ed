import { UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { type LogGap, plainText } from '../../../index.ts'
import { cutText, longestWhole } from './cut-text.ts'
import { Icon } from '../icons.tsx'
import { classes } from '../log-viewer-classes.ts'
import { unfoldedJson } from './json-text.ts'
import { lineText } from './line-text.tsx'
import { LogGapRow } from './LogGapRow.tsx'
import { clockTime } from './log-time.ts'
import { MeasuredText } from './MeasuredText.tsx'
import type { RowView } from './row-view.ts'
import { shortCount } from './short-count.ts'
import { visibleText } from './visible-text.ts'

export interface LogRowProps {
  view: RowView
  /** Absolute index of the line. */
  index: number
  /** A gap that ends at this line. */
  gap: LogGap | null
  /** Count of equal lines collapsed into this row. */
  repeats: number
  /** True for the line of the current match. */
  isCurrent: boolean
  isSelected: boolean
  /** True when the rows of the line are measured in the DOM, because they cannot be computed. */
  isMeasured: boolean
  /** The date, if a new day begins with this line; otherwise null. */
  date: string | null
  /** The age, shown instead of the time of day; null to show the time. */
  age: string | null
}

/** One line, positioned on the grid. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { view, index, gap, repeats, isCurrent, isSelected, isMeasured, date, age } = props
  const { log, settings, grid, styles, labels } = view
  const line = log.line(index)
  if (!line) return null
  const { text, level, thread, timestamp } = line
  const number = line.seq ?? index + 1
  const isWhole = view.unfolded.has(index)
  const unfolded = isWhole ? unfoldedJson(plainText(text)) : null
  const visible = visibleText(text)
  const whole = unfolded ?? (settings.wrap ? visible : visible.replaceAll('\n', ' ↵ '))
  const { text: shown, length, isCut } = cutText(whole, isWhole ? 'whole' : isCurrent ? 'match' : 'beginning')
  const drawn = lineText(shown, view.isHit?.(index) === false ? null : view.find)
  const rendered = view.renderLine ? view.renderLine(line, drawn) : drawn
  const isLong = isCut || (isWhole && cutText(whole, 'beginning').isCut)
  const content = isLong ? (
    <>
      {rendered}
      {isWhole && isCut && labels.cut(length)}{' '}
      <UnstyledButton className={classes.more} onClick={() => view.onUnfold([index])}>
        {isWhole ? labels.showLess : labels.showMore(Math.min(length, longestWhole), length)}
      </UnstyledButton>
    </>
  ) : (
    rendered
  )
  return (
    <>
      {gap && <LogGapRow gap={gap} view={view} />}
      <div
        {...styles.line}
        role="listitem"
        // The line number. -1 declares the size as unknown, so that new lines do not change other rows.
        aria-posinset={number}
        aria-setsize={-1}
        aria-current={isCurrent || undefined}
        data-level={level}
        data-dated={date === null ? undefined : true}
        data-current={isCurrent || undefined}
        data-selected={isSelected || undefined}
        data-unfolded={unfolded === null ? undefined : true}
        data-index={index}
      >
        {date !== null && <span className={classes.date}>{date}</span>}
        {view.bookmarked.has(index) && (
          <span {...styles.bookmark} role="img" title={labels.bookmarked}>
            <Icon name="bookmark" size={9} />
          </span>
        )}
        {grid.number > 0 && (
          <span {...styles.number} data-gutter>
            {number}
          </span>
        )}
        {grid.time > 0 && (
          <time {...styles.time} data-gutter>
            {age ?? clockTime(timestamp, settings.utc, grid.withMs)}
          </time>
        )}
        <abbr {...styles.badge} role="img" aria-label={labels.level[level]} data-gutter>
          {labels.level[level].charAt(0)}
        </abbr>
        {repeats > 1 && grid.repeats > 0 && (
          <strong {...styles.repeats} data-gutter title={labels.repeats(repeats)}>
            {shortCount(repeats)}
          </strong>
        )}
        {grid.thread > 0 && (
          <span {...styles.thread} data-gutter>
            {thread}
          </span>
        )}
        {isMeasured ? (
          <MeasuredText view={view} index={index} rowsAbove={date === null ? 0 : 1}>
            {content}
          </MeasuredText>
        ) : (
          <span {...styles.text}>{content}</span>
        )}
      </div>
    </>
  )
})
