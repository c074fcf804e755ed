import { expect, it } from 'vitest'
import { toJson } from '../../../src/client/lib/to-json.ts'

it('gives the text, empty for a payload of undefined', () => {
  expect(toJson({ a: 1 }, 'news', 'e')).toBe('{"a":1}')
  expect(toJson(undefined, 'news', 'e')).toBe('')
})

it('the error says what was thrown, also where that is no Error', () => {
  const throwing = (thrown: unknown) => ({
    toJSON() {
      throw thrown
    },
  })
  const messageOf = (thrown: unknown) => {
    try {
      toJson(throwing(thrown), 'news', 'e')
    } catch (error) {
      return (error as { issues: { message: string }[] }).issues[0]?.message
    }
    return undefined
  }
  expect(messageOf(new Error('no'))).toBe('JSON cannot represent it: no')
  expect(messageOf('never')).toBe('JSON cannot represent it: never')
})
