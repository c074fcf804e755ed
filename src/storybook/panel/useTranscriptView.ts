import { useMemo, useState } from 'react'
import {
  distinct,
  everything,
  isShown,
  type TranscriptFilter,
  type TranscriptRow,
} from '../../inspector/index.ts'
import type { PanelStory } from './panel-story.ts'

/** The visible rows, and their filter. */
export interface TranscriptView {
  shown: readonly TranscriptRow[]
  /** The number of rows without the filter. */
  total: number
  filter: TranscriptFilter
  setFilter: (change: Partial<TranscriptFilter>) => void
  /** Number of rows received since the transcript was paused; null while it is not paused. */
  waiting: number | null
  setPaused: (isPaused: boolean) => void
  clear: () => void
  channels: readonly string[]
  events: readonly string[]
}

/** Filters and pauses the transcript; frames are recorded during a pause too. */
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
