import { Button, Group, Text, VisuallyHidden } from '@mantine/core'
import { useInViewport, useReducedMotion } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import classes from './Demo.module.css'
import { type Playback, type Stage, type Step, usePlayback } from './usePlayback.ts'

interface DemoProps<Kind extends Stage> {
  /** Name of the demo, for readers who do not see it. */
  name: string
  steps: readonly Step<Kind>[]
  createStage: () => Kind
  children: (shown: Playback<Kind>) => ReactNode
}

/**
 * A demo that plays by itself while it is in view. It can be paused and advanced step by step; for readers who prefer
 * reduced motion it starts paused.
 */
export function Demo<Kind extends Stage>({ name, steps, createStage, children }: DemoProps<Kind>): ReactNode {
  const isStill = useReducedMotion(false, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState<'play' | 'pause' | null>(null)
  const { ref, inViewport } = useInViewport<HTMLElement>()
  const isPlaying = chosen === null ? !isStill : chosen === 'play'
  const shown = usePlayback(steps, createStage, isPlaying && inViewport)
  return (
    <section ref={ref} className={classes.demo} aria-label={name}>
      <div className={classes.stage}>{children(shown)}</div>
      <Text className={classes.step} size="sm">
        <VisuallyHidden>
          Step {shown.index + 1} of {steps.length}:{' '}
        </VisuallyHidden>
        {steps[shown.index]?.text}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={() => setChosen(isPlaying ? 'pause' : 'play')}>
          {isPlaying ? 'Pause' : 'Play'}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setChosen('pause')
            shown.next()
          }}
        >
          Next step
        </Button>
        <Text size="xs" ms="auto" aria-hidden>
          {shown.index + 1} / {steps.length}
        </Text>
      </Group>
    </section>
  )
}
