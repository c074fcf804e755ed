import type { Entry, LogExportOptions, LogLine } from '../event-log-types.ts'
import { plainText } from '../store/plain-text.ts'

/** Lines written before yielding to the event loop. */
const sliceLength = 5000

export interface ExportedLines {
  /** Absolute indices, oldest first. */
  indices: Iterable<number>
  line: (index: number) => LogLine | undefined
  entry: (index: number) => Entry | undefined
}

const types = {
  text: 'text/plain;charset=utf-8',
  ndjson: 'application/x-ndjson;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
}

/** Writes lines into a Blob in slices, so that the whole text is never in memory at once. */
export async function exportLines(
  format: LogExportOptions['format'],
  { indices, line, entry }: ExportedLines,
): Promise<Blob> {
  const parts: Blob[] = []
  let slice = format === 'csv' ? 'seq,timestamp,level,thread,text\r\n' : ''
  let count = 0
  for (const index of indices) {
    const found = line(index)
    if (!found) continue
    slice += format === 'ndjson' ? `${JSON.stringify(entry(index))}\n` : formatLine(format, found)
    count += 1
    if (count % sliceLength > 0) continue
    parts.push(new Blob([slice]))
    slice = ''
    await new Promise((resolve) => setTimeout(resolve))
  }
  return new Blob([...parts, slice], { type: types[format] })
}

function formatLine(format: 'text' | 'csv', { text, level, thread, timestamp, seq }: LogLine): string {
  if (format === 'text') return `${plainText(text)}\n`
  const time = new Date(timestamp).toISOString()
  return `${[seq === null ? '' : String(seq), time, level, csvField(thread), csvField(plainText(text))].join(',')}\r\n`
}

/** Quoted as RFC 4180 requires; a leading `=`, `+`, `-` or `@` is escaped, because spreadsheets run it as a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
