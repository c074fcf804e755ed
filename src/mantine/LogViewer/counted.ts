const format = new Intl.NumberFormat('en-US')
/** A count in the default labels. */
export const number = (value: number): string => format.format(value)
/** A count with its noun. */
export const counted = (value: number, one: string, many: string): string =>
  `${number(value)} ${value === 1 ? one : many}`
