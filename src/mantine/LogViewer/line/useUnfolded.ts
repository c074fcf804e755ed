import { useState } from 'react'
import { useStable } from '../../lib/useStable.ts'

/** The lines that are shown completely, with expanded JSON, by absolute index. */
export function useUnfolded(forget: (index: number) => void): {
  unfolded: ReadonlySet<number>
  toggle: (indices: readonly number[]) => void
} {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  return {
    unfolded,
    toggle: useStable((indices: readonly number[]) => {
      const areOpen = indices.every((index) => unfolded.has(index))
      if (areOpen) for (const index of indices) forget(index)
      setUnfolded(
        new Set(
          areOpen ? [...unfolded].filter((index) => !indices.includes(index)) : [...unfolded, ...indices],
        ),
      )
    }),
  }
}
