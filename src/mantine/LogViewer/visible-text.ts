const styleCodes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;:]*m`, 'g')

/**
 * What a terminal shows of a text: after a carriage return it writes over the line, as bars of progress do.
 * Colours that were set before still hold. Copies, exports and the search know the whole text.
 */
export function visibleText(text: string): string {
  return text.includes('\r') ? text.split('\n').map(lastWritten).join('\n') : text
}

function lastWritten(line: string): string {
  const kept = line.replace(/\r+$/, '')
  const start = kept.lastIndexOf('\r') + 1
  if (start === 0) return kept
  return [...(kept.slice(0, start).match(styleCodes) ?? []), kept.slice(start)].join('')
}
