/** @jsxRuntime classic */
import React from 'react'
import { Button, Form } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import { Heading, Muted, Row } from './controls.ts'
import type { TranscriptView } from './useTranscriptView.ts'

const Bar = styled.div(({ theme }) => ({
  display: 'grid',
  gap: 8,
  padding: '15px 15px 10px',
  borderBottom: `1px solid ${theme.appBorderColor}`,
}))
const Filter = styled.div({ flex: '1 1 130px', minWidth: 0 })
const Spacer = styled.span({ flex: 1 })

interface TranscriptToolbarProps {
  view: TranscriptView
  /** Number of selected rows. */
  selected: number
  /** The status of the last copy. */
  copied: string
  onCopy: () => void
}

/** Controls to filter, pause, clear and copy the transcript. */
export function TranscriptToolbar({ view, selected, copied, onCopy }: TranscriptToolbarProps) {
  const { shown, total, filter, setFilter, waiting, setPaused, clear, channels, events } = view
  return (
    <Bar>
      <Row>
        <Heading id="pusher-transcript">Transcript</Heading>
        <Muted>{countText(shown.length, total, waiting)}</Muted>
        <Spacer />
        <Muted role="status">{copied}</Muted>
        <Button
          ariaLabel={false}
          size="small"
          aria-pressed={waiting !== null}
          onClick={() => setPaused(waiting === null)}
        >
          {waiting === null ? 'Pause' : 'Resume'}
        </Button>
        <Button ariaLabel={false} size="small" onClick={clear}>
          Clear
        </Button>
        <Button ariaLabel={false} size="small" disabled={shown.length === 0} onClick={onCopy}>
          {selected > 1 ? `Copy ${selected} as test code` : 'Copy as test code'}
        </Button>
      </Row>
      <Row>
        <Filter>
          <Form.Input
            size="100%"
            type="search"
            aria-label="Search the transcript"
            placeholder="Search"
            value={filter.text}
            onChange={({ currentTarget }) => setFilter({ text: currentTarget.value })}
          />
        </Filter>
        <Choice
          label="Filter by channel"
          every="Every channel"
          value={filter.channel}
          values={channels}
          onChange={(channel) => setFilter({ channel })}
        />
        <Choice
          label="Filter by event"
          every="Every event"
          value={filter.event}
          values={events}
          onChange={(event) => setFilter({ event })}
        />
        <Choice
          label="Filter by direction"
          every="Both directions"
          value={filter.direction}
          values={['sent', 'received']}
          onChange={(direction) => setFilter({ direction: direction as typeof filter.direction })}
        />
      </Row>
    </Bar>
  )
}

interface ChoiceProps {
  label: string
  /** The label of the empty value. */
  every: string
  value: string
  values: readonly string[]
  onChange: (value: string) => void
}

function Choice({ label, every, value, values, onChange }: ChoiceProps) {
  return (
    <Filter>
      <Form.Select
        size="100%"
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">{every}</option>
        {/* The selected value stays available when its last frame was dropped. */}
        {[...new Set([...values, ...(value === '' ? [] : [value])])].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Form.Select>
    </Filter>
  )
}

function countText(shown: number, total: number, waiting: number | null): string {
  const count = shown === total ? `${total}` : `${shown} of ${total}`
  return waiting === null ? count : `${count} · paused, ${waiting} more`
}
