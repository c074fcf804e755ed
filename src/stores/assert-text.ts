import { typeName } from '../server/internal.ts'

/**
 * Without this check, the driver would use its own default for an environment variable that is not set.
 *
 * @throws `Error` when the value is not a non-empty string
 */
export function assertText(value: unknown, option: string, expected: string): asserts value is string {
  if (typeof value === 'string' && value !== '') return
  const got = value === '' ? 'an empty text' : typeName(value)
  throw new Error(`Expected \`${option}\` to be ${expected}, but got ${got}.`)
}
