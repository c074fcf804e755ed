import { stripVTControlCharacters } from 'node:util'
import { readJsonLine } from './json-line.ts'
import type { ReadLine } from './json-line.ts'
import { detectLevel } from './level-detection.ts'
import { leadingTimestamp } from './timestamp.ts'

/** Characters at the start of a plain line that are searched for its time and level. */
const lookedAt = 300

/** Reads a line of any common format. Plain lines keep their text unchanged, including colours. */
export function readLine(text: string, now: number): ReadLine {
  const json = readJsonLine(text)
  if (json) return json
  const start = text.slice(0, lookedAt)
  const plain = start.includes('\u001b') ? stripVTControlCharacters(start) : start
  return { text, level: detectLevel(plain.trimStart()) ?? 'info', timestamp: leadingTimestamp(plain, now) }
}
