/** @jsxRuntime classic */
import React from 'react'
import { styled, type Theme } from 'storybook/theming'
import { timeOf, type TranscriptRow } from '../../inspector/index.ts'
import { Hidden } from './controls.ts'

/** px */
export const rowHeight = 24

const Line = styled.div(({ theme }) => ({
  position: 'absolute',
  left: 0,
  right: 0,
  display: 'grid',
  gridTemplateColumns: '7.5em 1em minmax(15em, 3fr) minmax(5em, 1fr) minmax(5em, 3fr)',
  gap: 8,
  alignItems: 'center',
  height: rowHeight,
  padding: '0 15px',
  cursor: 'default',
  fontFamily: theme.typography.fonts.mono,
  fontSize: theme.typography.size.s1,
  whiteSpace: 'nowrap',
  '& > *': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '&:hover, &[aria-selected="true"]': { background: theme.background.hoverable },
  '&:hover > *, &[aria-selected="true"] > *': { color: 'inherit' },
  '&[aria-selected="true"]': { boxShadow: `inset 3px 0 ${theme.color.secondary}` },
  '@container (max-width: 480px)': {
    gridTemplateColumns: '1em minmax(6em, 2fr) minmax(5em, 1fr)',
    '& > time, & > :last-child': { display: 'none' },
  },
}))

/** Storybook's own green has a contrast of 3:1 in the dark theme. */
export const receivedColor = ({ base, color }: Theme) => (base === 'dark' ? '#7ccf6b' : color.positiveText)

const Quiet = styled.span(({ theme }) => ({ color: theme.textMutedColor }))
const Time = Quiet.withComponent('time')
const Arrow = styled.span<{ isSent: boolean }>(({ theme, isSent }) => ({
  color: isSent ? theme.color.secondary : receivedColor(theme),
  fontWeight: theme.typography.weight.bold,
}))
const Note = styled.span({ gridColumn: '2 / -1', fontWeight: 'bold' })

interface FrameRowProps {
  id: string
  row: TranscriptRow
  /** px */
  top: number
  /** 1-based position, for `aria-posinset`, because most rows are not in the document. */
  place: number
  count: number
  isSelected: boolean
  onSelect: (isExtending: boolean) => void
}

/** One frame, or a change of the mock, in a line. */
export function FrameRow({ id, row, top, place, count, isSelected, onSelect }: FrameRowProps) {
  const { entry, event, channel, direction, summary } = row
  return (
    <Line
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-posinset={place}
      aria-setsize={count}
      style={{ top }}
      onClick={({ shiftKey }) => onSelect(shiftKey)}
    >
      <Time dateTime={new Date(entry.at).toISOString()}>{timeOf(entry.at)}</Time>
      {direction === null ? (
        <Note>{summary}</Note>
      ) : (
        <>
          <Arrow isSent={direction === 'sent'} aria-hidden title={direction}>
            {direction === 'sent' ? '↑' : '↓'}
          </Arrow>
          <span>
            <Hidden>{direction} </Hidden>
            {event}
          </span>
          <Quiet>{channel}</Quiet>
          <span>{summary}</span>
        </>
      )}
    </Line>
  )
}
