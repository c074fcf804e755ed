import { largestPersistedPayload } from '../../../server/internal.ts'
import { cutMark, cutText } from './line-parts.ts'
import type { RawLine } from './line-splitter.ts'
import { readLine } from './read-line.ts'
import type { ReadLine } from './json-line.ts'

/** A line in the format of `POST /api/v1/logs`. */
export interface LogLine {
  text: string
  thread_id: string
  level: ReadLine['level']
  /** Epoch ms. */
  timestamp: number
}

/** Converts the raw lines of one stream to log lines. */
export class LogLines {
  readonly #thread: string
  /** The first piece of an incomplete line: its other pieces have the same level and time. */
  #open: ReadLine | null = null

  constructor(thread: string) {
    this.#thread = thread
  }

  /** One line, or the parts of a line that is too long for one event. */
  read({ text, continues }: RawLine, now: number): LogLine[] {
    const head = this.#open
    const line = head ? { ...head, text: cutMark + text } : readLine(text, now)
    this.#open = continues ? line : null
    const whole = continues ? line.text + cutMark : line.text
    const event = { thread_id: this.#thread, level: line.level, timestamp: line.timestamp ?? now }
    return cutText(whole, this.#room(event)).map((part) => ({ text: part, ...event }))
  }

  /** Maximum bytes of JSON for the text of an event. */
  #room(event: Omit<LogLine, 'text'>): number {
    const timestamp = new Date(event.timestamp).toISOString()
    return largestPersistedPayload - Buffer.byteLength(JSON.stringify({ text: '', ...event, timestamp }))
  }
}
