import { useState } from 'react'

/** The lines whose JSON is expanded, by absolute index. */
export function useUnfolded(forget: (index: number) => void): {
  unfolded: ReadonlySet<number>
  toggle: (indices: readonly number[]) => void
} {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  return {
    unfolded,
    toggle: (indices) => {
      const areOpen = indices.every((index) => unfolded.has(index))
      if (areOpen) for (const index of indices) forget(index)
      setUnfolded(
        new Set(
          areOpen ? [...unfolded].filter((index) => !indices.includes(index)) : [...unfolded, ...indices],
        ),
      )
    },
  }
}
