import { expect, it } from 'vitest'
import { escapePattern } from '../../src/primitives/escape-pattern.ts'

it('gives a pattern that matches the text itself, whatever characters it has', () => {
  const text = String.raw`a\b^c$d.e*f+g?h(i)j[k]l{m}n|o/p-q`
  expect(new RegExp(`^${escapePattern(text)}$`).test(text)).toBe(true)
  expect(new RegExp(`^[${escapePattern('a-c')}]$`).test('b')).toBe(false)
})
