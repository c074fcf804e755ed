import { useState } from 'react'
import type { Run } from './run-events.ts'
import { phaseWord, type RunStatusLabels } from './run-labels.ts'

/** The announcement for screen readers: the latest run whose phase changed. Runs of the first load are not announced. */
export function useRunAnnouncement(runs: readonly Run[], isKnown: boolean, labels: RunStatusLabels): string {
  const [seen, setSeen] = useState<{ runs: readonly Run[]; isKnown: boolean }>({ runs: [], isKnown: false })
  const [announcement, setAnnouncement] = useState('')
  if (seen.runs !== runs || seen.isKnown !== isKnown) {
    const before = new Map(seen.runs.map(({ id, phase }) => [id, phase]))
    const changed = seen.isKnown ? runs.find(({ id, phase }) => before.get(id) !== phase) : undefined
    setSeen({ runs, isKnown })
    if (changed) setAnnouncement(labels.announcement(changed.thread, phaseWord(changed, labels)))
  }
  return announcement
}
