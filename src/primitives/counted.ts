const format = /* @__PURE__ */ new Intl.NumberFormat('en-US')

/** A count in an English text. */
export const formatCount = (value: number): string => format.format(value)

/** A count with its noun. */
export const counted = (value: number, one: string, many: string): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`
