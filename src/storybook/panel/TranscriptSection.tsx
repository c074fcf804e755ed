/** @jsxRuntime classic */
import React, { useState } from 'react'
import { EmptyTabContent } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import { testCode, type TranscriptRow } from '../../inspector/index.ts'
import { FrameDetails } from './FrameDetails.tsx'
import { FrameList } from './FrameList.tsx'
import type { PanelStory } from './panel-story.ts'
import { TranscriptToolbar } from './TranscriptToolbar.tsx'
import { useRowSelection } from './useRowSelection.ts'
import { useTranscriptView } from './useTranscriptView.ts'

const Frame = styled.section({
  containerType: 'inline-size',
  display: 'grid',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  minWidth: 0,
  minHeight: 0,
})

/** The selected frame next to the list, or below it in a narrow panel. */
const Body = styled.div({
  display: 'grid',
  gridTemplateRows: 'minmax(0, 1fr)',
  gridAutoRows: 'minmax(0, 1fr)',
  minHeight: 0,
  '@container (min-width: 560px)': {
    gridAutoFlow: 'column',
    gridAutoColumns: '2fr',
    gridTemplateColumns: '3fr',
  },
})

interface TranscriptSectionProps {
  story: PanelStory
  rows: readonly TranscriptRow[]
}

/** The frames of the story. */
export function TranscriptSection({ story, rows }: TranscriptSectionProps) {
  const view = useTranscriptView(story, rows)
  const selection = useRowSelection(view.shown)
  const [copied, setCopied] = useState('')
  const { active, range } = selection
  const chosen = view.shown[active]
  const selected = range ? range[1] - range[0] + 1 : 0

  async function copy(): Promise<void> {
    const taken = range && selected > 1 ? view.shown.slice(range[0], range[1] + 1) : view.shown
    setCopied(await copyCode(testCode(taken.map(({ entry }) => entry))))
  }

  return (
    <Frame aria-labelledby="pusher-transcript">
      <TranscriptToolbar view={view} selected={selected} copied={copied} onCopy={() => void copy()} />
      <Body>
        {view.shown.length === 0 ? (
          <EmptyTabContent
            title={view.total === 0 ? 'No frame yet' : 'No frame matches'}
            description={
              view.total === 0
                ? 'Frames appear here as soon as the story connects to Pusher.'
                : 'Search for something else, or show every channel, event and direction.'
            }
          />
        ) : (
          <FrameList rows={view.shown} selection={selection} />
        )}
        {chosen && <FrameDetails entry={chosen.entry} onClose={selection.clear} />}
      </Body>
    </Frame>
  )
}

/** @returns a status message */
async function copyCode(code: string): Promise<string> {
  if (code === '') return 'Nothing to copy'
  try {
    await navigator.clipboard.writeText(code)
  } catch {
    return 'The browser does not allow copying here'
  }
  const lines = code.split('\n').length
  return lines === 1 ? 'Copied 1 line' : `Copied ${lines} lines`
}
