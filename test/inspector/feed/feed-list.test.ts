import { describe, expect, it } from 'vitest'
import { appendRecords, emptyFeed, mostFeedRows } from '../../../src/inspector/feed/feed-list.ts'
import { records } from './records.ts'

describe('the rows of the feed', () => {
  it('grow by the records of each message, each once', () => {
    const first = appendRecords(emptyFeed, { dropped: 0, records: records(1, 3) })
    const second = appendRecords(first, { dropped: 0, records: records(2, 5) })
    expect(second.rows.map(({ key }) => key)).toEqual([1, 2, 3, 4, 5])
    expect(second.dropped).toBe(0)
    expect(appendRecords(second, { dropped: 0, records: [] }).rows).toBe(second.rows)
  })

  it('begin anew behind a hole, and count what is missing', () => {
    const first = appendRecords(emptyFeed, { dropped: 0, records: records(1, 3) })
    const second = appendRecords(first, { dropped: 6, records: records(7, 8) })
    expect(second.rows.map(({ key }) => key)).toEqual([7, 8])
    expect(second.dropped).toBe(6)
  })

  it('count what fell out before the first message', () => {
    expect(appendRecords(emptyFeed, { dropped: 40, records: [] })).toEqual({ rows: [], dropped: 40 })
    expect(appendRecords(emptyFeed, { dropped: 40, records: records(41, 42) }).dropped).toBe(40)
  })

  it('are the newest ten thousand', () => {
    const first = appendRecords(emptyFeed, { dropped: 0, records: records(1, mostFeedRows) })
    const second = appendRecords(first, { dropped: 0, records: records(mostFeedRows + 1, mostFeedRows + 7) })
    expect(second.rows).toHaveLength(mostFeedRows)
    expect(second.rows[0]?.key).toBe(8)
    expect(second.dropped).toBe(7)
  })
})
