import { largestPersistedPayload } from '../../../server/internal.ts'
import { cutMark, cutText } from './line-parts.ts'
import type { RawLine } from './line-splitter.ts'
import { readLine } from './read-line.ts'
import type { ReadLine } from './json-line.ts'

/** A line as `POST /api/v1/logs` takes it. */
export interface LogLine {
  text: string
  thread_id: string
  level: ReadLine['level']
  /** Epoch ms. */
  timestamp: number
}

/** Makes log lines of one stream's raw lines. */
export class LogLines {
  readonly #thread: string
  /** The head of the line that is not over yet: its pieces are of its level and time. */
  #open: ReadLine | null = null

  constructor(thread: string) {
    this.#thread = thread
  }

  /** One line, or the parts of one that is too long for an event. */
  read({ text, continues }: RawLine, now: number): LogLine[] {
    const head = this.#open
    const line = head ? { ...head, text: cutMark + text } : readLine(text, now)
    this.#open = continues ? line : null
    const whole = continues ? line.text + cutMark : line.text
    const event = { thread_id: this.#thread, level: line.level, timestamp: line.timestamp ?? now }
    return cutText(whole, this.#room(event)).map((part) => ({ text: part, ...event }))
  }

  /** Bytes of JSON that an event has for its text. */
  #room(event: Omit<LogLine, 'text'>): number {
    const timestamp = new Date(event.timestamp).toISOString()
    return largestPersistedPayload - Buffer.byteLength(JSON.stringify({ text: '', ...event, timestamp }))
  }
}
