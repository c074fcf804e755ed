import { useEffect, useState } from 'react'

/** What a demo shows, with what it needs. Each round has a new one. */
export interface Stage {
  dispose: () => void
}

/** A step of a demo. */
export interface Step<Kind extends Stage> {
  /** What happens, in a sentence. */
  text: string
  /** ms until the next step */
  pause: number
  run?: (stage: Kind) => void
}

export interface Playback<Kind extends Stage> {
  stage: Kind
  round: number
  index: number
  next: () => void
}

/**
 * The steps of a demo, one after the other and from the beginning again.
 *
 * @param isPlaying - false stops before the next step
 */
export function usePlayback<Kind extends Stage>(
  steps: readonly Step<Kind>[],
  createStage: () => Kind,
  isPlaying: boolean,
): Playback<Kind> {
  const [{ stage, round, index }, setShown] = useState(() => ({ stage: createStage(), round: 0, index: 0 }))

  const next = () => {
    const step = steps[index + 1]
    setShown(step ? { stage, round, index: index + 1 } : { stage: createStage(), round: round + 1, index: 0 })
    step?.run?.(stage)
  }

  const pause = steps[index]?.pause ?? 0
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(next, pause)
    return () => clearTimeout(timer)
  })

  useEffect(() => () => stage.dispose(), [stage])
  return { stage, round, index, next }
}
