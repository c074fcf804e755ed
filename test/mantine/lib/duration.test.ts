import { expect, it } from 'vitest'
import { formatDuration, formatMeasured } from '../../../src/mantine/lib/duration.ts'

it('says how long in the two largest units, and lets no line break part a figure from its unit', () => {
  const minute = 60_000
  const hour = 60 * minute
  const durations = [-1, 42_000, 3 * minute, 2 * hour + 5 * minute, 3 * hour, 14 * hour, 96 * hour]
  expect(durations.map(formatDuration)).toEqual(
    ['0 s', '42 s', '3 min', '2 h 5 min', '3 h', '14 h', '4 d'].map((text) =>
      text.replaceAll(/(?<=\d) /gu, '\u00A0'),
    ),
  )
  expect(formatMeasured(340)).toBe('340\u00A0ms')
  expect(formatMeasured(95_000)).toBe('1\u00A0min 35\u00A0s')
})
