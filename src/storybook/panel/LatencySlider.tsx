/** @jsxRuntime classic */
import React, { useId, useState } from 'react'
import { styled } from 'storybook/theming'
import type { StoryStatus } from '../link/messages.ts'
import { Field, Muted, Row } from './controls.ts'

/** ms each way */
const most = 2000
const step = 20

const Slider = styled.input(({ theme }) => ({
  flex: 1,
  minWidth: 80,
  margin: 0,
  accentColor: theme.color.secondary,
}))

interface LatencySliderProps {
  latency: StoryStatus['latency']
  onChange: (latency: number) => void
}

/** A slider for the latency of each direction, ms. */
export function LatencySlider({ latency, onChange }: LatencySliderProps) {
  const id = useId()
  // While dragging, the reported value lags behind.
  const [dragged, drag] = useState<number | null>(null)
  const reported = typeof latency === 'number' ? latency : latency[1]
  const value = dragged ?? reported
  const isRange = dragged === null && typeof latency !== 'number'
  return (
    <Field htmlFor={id}>
      Latency each way
      <Row>
        <Slider
          id={id}
          type="range"
          min={0}
          max={most}
          step={step}
          value={value}
          onChange={({ target }) => {
            drag(Number(target.value))
            onChange(Number(target.value))
          }}
          onPointerUp={() => drag(null)}
          onBlur={() => drag(null)}
        />
        <Muted>{isRange ? `${latency.join('–')} ms` : `${value} ms`}</Muted>
      </Row>
    </Field>
  )
}
