/** A line with its JSON indented, below the text before it; null without JSON. */
export function unfoldedJson(text: string): string | null {
  const start = text.search(/[{[]/)
  if (start < 0) return null
  try {
    const value: unknown = JSON.parse(text.slice(start))
    if (typeof value !== 'object' || value === null) return null
    const before = text.slice(0, start).trimEnd()
    return `${before ? `${before}\n` : ''}${JSON.stringify(value, null, 2)}`
  } catch {
    return null
  }
}
