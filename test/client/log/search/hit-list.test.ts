import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HitList } from '../../../../src/client/log/search/hit-list.ts'

const contents = (hits: HitList): number[] =>
  Array.from({ length: hits.size }, (_, row) => hits.at(hits.first + row))

it('hits come and go at both ends, in any order, and keep their positions', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('push' as const), count: fc.integer({ min: 1, max: 9000 }) }),
    fc.record({ kind: fc.constant('unshift' as const), count: fc.integer({ min: 1, max: 9000 }) }),
    fc.record({ kind: fc.constant('drop' as const), count: fc.integer({ min: 1, max: 9000 }) }),
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const hits = new HitList()
      let [low, high] = [0, 0]
      for (const { kind, count } of changes) {
        for (let step = 0; step < count; step += 1) {
          if (kind === 'push') hits.push(high++ * 10)
          else if (kind === 'unshift') hits.unshift(--low * 10)
        }
        if (kind === 'drop') {
          low = Math.min(high, low + count)
          hits.dropBelow(low * 10)
        }
        expect(hits).toMatchObject({ first: low, end: high })
      }
      expect(contents(hits)).toEqual(Array.from({ length: high - low }, (_, row) => (low + row) * 10))
      expect(hits.positionOf((low + 1) * 10 - 5)).toBe(Math.min(high, low + 1))
    }),
    { numRuns: 60 },
  )
})
