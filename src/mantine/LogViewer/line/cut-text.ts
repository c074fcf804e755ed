import { plainText } from '../../../index.ts'
import type { LogViewerLabels } from '../log-viewer-labels.ts'
import { longestLine } from '../viewport/row-layout.ts'

const isHighSurrogate = (code: number): boolean => code >= 0xd8_00 && code < 0xdc_00

/** Cuts a line for rendering: one of a megabyte would block the page. Copying takes the whole line. */
export function cutText(text: string, { cut }: LogViewerLabels): string {
  if (text.length <= longestLine) return text
  const plain = plainText(text)
  if (plain.length <= longestLine) return text
  const note = cut(plain.length)
  const end = longestLine - note.length
  return plain.slice(0, isHighSurrogate(plain.charCodeAt(end - 1)) ? end - 1 : end) + note
}
