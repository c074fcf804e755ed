import { useMemo, useState } from 'react'
import type { PanelStory } from './panel-story.ts'
import { everything, isShown, type TranscriptFilter, type TranscriptRow } from './transcript-rows.ts'

/** The rows on screen, and what decides on them. */
export interface TranscriptView {
  shown: readonly TranscriptRow[]
  /** How many there are with and without the filter. */
  total: number
  filter: TranscriptFilter
  setFilter: (change: Partial<TranscriptFilter>) => void
  /** Rows that came since the transcript was paused; null while it is not. */
  waiting: number | null
  setPaused: (isPaused: boolean) => void
  clear: () => void
  channels: readonly string[]
  events: readonly string[]
}

/** Filters the transcript, and holds it while it is paused; frames of the story are recorded all the same. */
export function useTranscriptView(story: PanelStory, rows: readonly TranscriptRow[]): TranscriptView {
  const [filter, setFilter] = useState(everything)
  const [held, hold] = useState<Held | null>(null)
  const all = held?.rows ?? rows
  const shown = useMemo(() => all.filter((row) => isShown(row, filter)), [all, filter])
  const channels = useMemo(() => distinct(all.map(({ channel }) => channel)), [all])
  const events = useMemo(() => distinct(all.map(({ event }) => event)), [all])
  return {
    shown,
    total: all.length,
    filter,
    setFilter: (change) => setFilter({ ...filter, ...change }),
    waiting: held && lastKey(rows) - held.lastKey,
    setPaused: (isPaused) => hold(isPaused ? { rows, lastKey: lastKey(rows) } : null),
    clear: () => {
      story.clear()
      if (held) hold({ ...held, rows: [] })
    },
    channels,
    events,
  }
}

interface Held {
  rows: readonly TranscriptRow[]
  lastKey: number
}

const lastKey = (rows: readonly TranscriptRow[]): number => rows.at(-1)?.key ?? 0

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').toSorted()
}
