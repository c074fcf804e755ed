const rough = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** `×42`, `×1.2K`, `×12K`: at most five characters. */
export function shortCount(count: number): string {
  if (count < 1000) return `×${count}`
  const text = fine.format(count)
  return `×${text.length > 4 ? rough.format(count) : text}`
}
