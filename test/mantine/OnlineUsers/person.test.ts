import { expect, it } from 'vitest'
import { initials } from '../../../src/mantine/OnlineUsers/person.ts'

it.each([
  ['Ana Novak', 'AN'],
  ['ana', 'AN'],
  ['\u{1F98A} Fox', '\u{1F98A}'],
  ['\u{1F468}\u{200D}\u{1F680}Ana', '\u{1F468}\u{200D}\u{1F680}'],
  ['\u{1F1EE}\u{1F1F1} Dana', '\u{1F1EE}\u{1F1F1}'],
  ['1st Pilot', '1P'],
])('the initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
