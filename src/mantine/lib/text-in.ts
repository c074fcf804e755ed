/** The first of these fields with a text or a number, because servers use different names for the same field. */
export function textIn(fields: object, ...names: string[]): string | undefined {
  for (const name of names) {
    const value: unknown = name in fields ? fields[name as keyof typeof fields] : undefined
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}
