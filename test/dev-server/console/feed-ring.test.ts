import { describe, expect, it } from 'vitest'
import { feedLimits, FeedRing } from '../../../src/dev-server/console/feed-ring.ts'
import type { NewFeedRecord } from '../../../src/inspector/index.ts'

const record = (data = ''): NewFeedRecord => ({
  kind: 'publish',
  channels: [],
  event: '',
  sender: '',
  socketId: null,
  bytes: data.length,
  deliveries: 0,
  data,
  note: null,
})
const ids = (ring: FeedRing, after = 0, most?: number) => ring.after(after, most).map(({ id }) => id)

describe('the ring of the feed', () => {
  it('numbers records from 1 on and reads those after a number', () => {
    const ring = new FeedRing()
    for (let count = 0; count < 5; count += 1) ring.add(record(), count)
    expect(ids(ring)).toEqual([1, 2, 3, 4, 5])
    expect(ids(ring, 3)).toEqual([4, 5])
    expect(ids(ring, 1, 2)).toEqual([2, 3])
    expect(ids(ring, 9)).toEqual([])
    expect(ring.after(4)[0]?.at).toBe(4)
  })

  it('drops the oldest beyond its count, and counts them', () => {
    const ring = new FeedRing({ records: 100, characters: 1000 })
    for (let count = 0; count < 1234; count += 1) ring.add(record(), 0)
    expect(ids(ring)).toEqual(Array.from({ length: 100 }, (_, index) => 1135 + index))
    expect(ring).toMatchObject({ size: 100, dropped: 1134, lastId: 1234 })
    expect(ids(ring, 7)).toHaveLength(100)
    expect(ids(ring, 1230)).toEqual([1231, 1232, 1233, 1234])
  })

  it('drops the oldest beyond its characters, and keeps a newest that is longer', () => {
    const ring = new FeedRing({ records: 100, characters: 1000 })
    for (let count = 0; count < 5; count += 1) ring.add(record('x'.repeat(300)), 0)
    expect(ids(ring)).toEqual([3, 4, 5])
    ring.add(record('x'.repeat(5000)), 0)
    expect(ids(ring)).toEqual([6])
    for (let count = 0; count < 3; count += 1) ring.add(record('x'.repeat(300)), 0)
    expect(ids(ring)).toEqual([7, 8, 9])
  })

  it('holds ten thousand records', () => {
    expect(feedLimits.records).toBe(10_000)
  })
})
