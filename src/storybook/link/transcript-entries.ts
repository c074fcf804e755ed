import type { TranscriptEntry } from '../../inspector/index.ts'
import type { StoryRun } from '../story-run.ts'
import { maxEntries } from './messages.ts'

/** The new entries, or all of them. */
export interface Entries {
  entries: readonly TranscriptEntry[]
  /** Replaces all previous entries. */
  restart: boolean
}

/** Reads a run's frames and notes incrementally, in chronological order. */
export class EntryReader {
  readonly #run: StoryRun
  #frames = 0
  #notes = 0
  #isFirst = true

  constructor(run: StoryRun) {
    this.#run = run
  }

  /** Null without new entries. */
  next(): Entries | null {
    const { mock, notes } = this.#run
    const { frames } = mock
    // The mock drops the older half of a long transcript.
    const restart = this.#isFirst || frames.length < this.#frames || frames.length - this.#frames > maxEntries
    if (restart) this.#frames = Math.max(0, frames.length - maxEntries)
    if (!restart && frames.length === this.#frames && notes.length === this.#notes) return null
    const entries: TranscriptEntry[] = []
    let note = restart ? 0 : this.#notes
    const takeNotes = (until: number): void => {
      for (; note < notes.length && (notes[note]?.after ?? 0) <= until; note += 1) {
        const { at, change } = notes[note] as (typeof notes)[number]
        entries.push({ at, change })
      }
    }
    for (let index = this.#frames; index < frames.length; index += 1) {
      takeNotes(index)
      entries.push(frames[index] as (typeof frames)[number])
    }
    takeNotes(Infinity)
    this.#frames = frames.length
    this.#notes = notes.length
    this.#isFirst = false
    return { entries: entries.slice(-maxEntries), restart }
  }
}
