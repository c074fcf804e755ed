/** @jsxRuntime classic */
import React from 'react'
import { Button } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import { timeOf, type TranscriptEntry } from '../../inspector/index.ts'
import { Muted } from './controls.ts'

const Frame = styled.aside(({ theme }) => ({
  display: 'grid',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  gap: 6,
  minWidth: 0,
  minHeight: 0,
  padding: '8px 15px',
  borderTop: `1px solid ${theme.appBorderColor}`,
  '@container (min-width: 560px)': {
    borderTop: 0,
    borderInlineStart: `1px solid ${theme.appBorderColor}`,
  },
}))

const Json = styled.pre(({ theme }) => ({
  margin: 0,
  padding: 0,
  overflow: 'auto',
  fontFamily: theme.typography.fonts.mono,
  fontSize: theme.typography.size.s1,
  lineHeight: '18px',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
}))

const Header = styled.header({ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 6 })
const Title = styled.div({ display: 'grid', overflowWrap: 'anywhere' })

interface FrameDetailsProps {
  entry: TranscriptEntry
  onClose: () => void
}

/** The details of one entry. */
export function FrameDetails({ entry, onClose }: FrameDetailsProps) {
  const isNote = 'change' in entry
  return (
    <Frame aria-label="Selected frame">
      <Header>
        <Title>
          <strong>{isNote ? 'Change of the mock' : entry.event}</strong>
          <Muted>
            {timeOf(entry.at)}
            {!isNote && ` · ${entry.direction}${entry.socketId === '' ? '' : ` · ${entry.socketId}`}`}
          </Muted>
        </Title>
        <Button ariaLabel="Close the frame" size="small" variant="ghost" onClick={onClose}>
          ×
        </Button>
      </Header>
      {/* Focusable, so that long payloads can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <Json tabIndex={0}>{JSON.stringify(isNote ? entry.change : entry.data, null, 2)}</Json>
    </Frame>
  )
}
