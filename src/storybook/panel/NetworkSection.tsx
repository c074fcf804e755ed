/** @jsxRuntime classic */
import React from 'react'
import { Button } from 'storybook/internal/components'
import type { PanelCommand, StoryStatus } from '../link/messages.ts'
import { type MockNetworkState, networkStates } from '../../inspector/index.ts'
import { Check, Heading, HiddenInput, Muted, Problem, Row, Section, Segments } from './controls.ts'
import { LatencySlider } from './LatencySlider.tsx'
import { useOptimistic } from './useOptimistic.ts'

const states = Object.entries(networkStates) as [MockNetworkState, string][]

interface NetworkSectionProps {
  status: StoryStatus
  /** True when the story sets the toolbar's global, which cannot be overridden. */
  isFixed: boolean
  /** Undefined resets the network to the story's own. */
  onChoose: (state: MockNetworkState | undefined) => void
  onCommand: (command: PanelCommand) => void
}

/** Network and authorization of the story. */
export function NetworkSection({ status, isFixed, onChoose, onCommand }: NetworkSectionProps) {
  const { connection, isNetworkChosen, latency, scriptProblem } = status
  const [network, wantNetwork] = useOptimistic(status.network)
  const [denied, wantDenied] = useOptimistic(status.denied)
  return (
    <Section aria-labelledby="pusher-network">
      <Row>
        <Heading id="pusher-network">Network</Heading>
        <Muted role="status">{connection ?? 'no provider'}</Muted>
      </Row>
      <Segments aria-label="State of the network">
        {states.map(([state, title]) => (
          <label key={state}>
            <HiddenInput
              type="radio"
              name="pusher-network-state"
              checked={state === network}
              disabled={isFixed}
              onChange={() => {
                wantNetwork(state)
                onChoose(state)
              }}
            />
            {title}
          </label>
        ))}
      </Segments>
      {isNetworkChosen && !isFixed && (
        <Row>
          <Button ariaLabel={false} size="small" onClick={() => onChoose(undefined)}>
            Story default
          </Button>
        </Row>
      )}
      <LatencySlider latency={latency} onChange={(ms) => onCommand({ do: 'delay', latency: ms })} />
      <Check>
        <input
          type="checkbox"
          checked={denied}
          onChange={({ target }) => {
            wantDenied(target.checked)
            onCommand({ do: 'deny', denied: target.checked })
          }}
        />
        Deny authorisation
      </Check>
      {scriptProblem !== null && <Problem role="alert">{scriptProblem}</Problem>}
    </Section>
  )
}
