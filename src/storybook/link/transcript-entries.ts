import type { StoryRun } from '../story-run.ts'
import { mostEntries, type TranscriptEntry } from './messages.ts'

/** What is new since the last time, or everything that the panel holds. */
export interface Entries {
  entries: readonly TranscriptEntry[]
  /** They take the place of everything before. */
  restart: boolean
}

/** Reads a run's frames and notes bit by bit, in the order in which they came. */
export class EntryReader {
  readonly #run: StoryRun
  #frames = 0
  #notes = 0
  #isFirst = true

  constructor(run: StoryRun) {
    this.#run = run
  }

  /** Null when nothing came. */
  next(): Entries | null {
    const { mock, notes } = this.#run
    const { frames } = mock
    // The mock lets the older half of a long transcript go.
    const restart =
      this.#isFirst || frames.length < this.#frames || frames.length - this.#frames > mostEntries
    if (restart) this.#frames = Math.max(0, frames.length - mostEntries)
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
    return { entries: entries.slice(-mostEntries), restart }
  }
}
