import { typeName } from '../server/internal.ts'

/**
 * A variable of the environment that is not set would otherwise open whatever the driver takes for it.
 *
 * @throws `Error` when the value is not a text of at least one character
 */
export function assertText(value: unknown, option: string, expected: string): asserts value is string {
  if (typeof value === 'string' && value !== '') return
  const got = value === '' ? 'an empty text' : typeName(value)
  throw new Error(`Expected \`${option}\` to be ${expected}, but got ${got}.`)
}
