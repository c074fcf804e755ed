import { expect, it } from 'vitest'
import { sampleLine } from '../../../stories/LogViewer/sample-log.ts'

const lines = Array.from({ length: 2000 }, (_, place) => sampleLine(place + 1))

it('the lines of the demo log do not repeat', () => {
  const texts = lines.map(({ text }) => text)
  expect(texts.filter((text, place) => texts.indexOf(text) !== place)).toEqual([])
})

it('at most three lines of a kind follow each other', () => {
  const kinds = lines.map(({ text }) => text.replaceAll(/\d+/g, ''))
  const sameInARow = kinds.filter((kind, place) => [1, 2, 3].every((step) => kind === kinds[place + step]))
  expect(sameInARow).toEqual([])
})
