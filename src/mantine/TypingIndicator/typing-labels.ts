/** Every text of `TypingIndicator`. */
export interface TypingIndicatorLabels {
  /** One person types. */
  one: (name: string) => string
  /** Two people type. */
  two: (first: string, second: string) => string
  /** More than two people type: the first, and the count of the others, 2 or more. */
  several: (first: string, others: number) => string
}

export const defaultTypingLabels: TypingIndicatorLabels = {
  one: (name) => `${name} is typing`,
  two: (first, second) => `${first} and ${second} are typing`,
  several: (first, others) => `${first} and ${others} others are typing`,
}

/** The sentence for these names; empty without names. */
export function typingSentence(names: readonly string[], labels: TypingIndicatorLabels): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return labels.one(first)
  return names.length === 2 ? labels.two(first, second) : labels.several(first, names.length - 1)
}
