const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** `×42`, `×1.2K`: at most five characters. */
export function shortCount(count: number): string {
  return `×${count < 1000 ? String(count) : compact.format(count)}`
}
