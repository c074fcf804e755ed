/** @jsxRuntime classic */
import React from 'react'
import { EmptyTabContent } from 'storybook/internal/components'
import { useGlobals, useStorybookState } from 'storybook/manager-api'
import { styled } from 'storybook/theming'
import type { PanelCommand } from '../link/messages.ts'
import { networkGlobal } from '../network/network-toolbar.ts'
import { NetworkSection } from './NetworkSection.tsx'
import { PresenceSection } from './PresenceSection.tsx'
import { PublishSection } from './PublishSection.tsx'
import { TranscriptSection } from './TranscriptSection.tsx'
import { usePanelStory } from './usePanelStory.ts'

const Frame = styled.div(({ theme }) => ({
  height: '100%',
  overflow: 'auto',
  containerType: 'size',
  color: theme.color.defaultText,
  background: theme.background.content,
  fontSize: theme.typography.size.s2,
}))

/** Two columns in a wide panel, one in a narrow one. */
const Parts = styled.div(({ theme }) => ({
  display: 'grid',
  gridTemplateRows: 'auto minmax(360px, 100cqh)',
  '& > :first-of-type': { borderBottom: `1px solid ${theme.appBorderColor}` },
  '@container (min-width: 640px)': {
    gridTemplateColumns: 'minmax(260px, 340px) minmax(0, 1fr)',
    gridTemplateRows: '100cqh',
    '& > :first-of-type': {
      overflow: 'auto',
      borderBottom: 0,
      borderInlineEnd: `1px solid ${theme.appBorderColor}`,
    },
  },
}))

/** The panel "Pusher": controls the mock of the current story, and shows its frames. */
export function PusherPanel({ isActive }: { isActive: boolean }) {
  const { storyId } = useStorybookState()
  const [story, snapshot] = usePanelStory(storyId, isActive)
  const [, updateGlobals, storyGlobals] = useGlobals()
  const { status, rows } = snapshot
  const send = (command: PanelCommand): void => void story.send(command)
  return (
    <Frame hidden={!isActive}>
      {status ? (
        <Parts key={storyId}>
          <div>
            <NetworkSection
              status={status}
              isFixed={networkGlobal in storyGlobals}
              onChoose={(state) => updateGlobals({ [networkGlobal]: state })}
              onCommand={send}
            />
            <PresenceSection channels={status.channels} onCommand={send} />
            <PublishSection snapshot={snapshot} onCommand={(command) => story.send(command)} />
          </div>
          <TranscriptSection story={story} rows={rows} />
        </Parts>
      ) : (
        <EmptyTabContent
          title="This story has no mock"
          description="The panel shows stories that use the mock."
        />
      )}
    </Frame>
  )
}
