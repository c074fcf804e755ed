import { describe, expect, it } from 'vitest'
import {
  everyRecord,
  filterFromQuery,
  isFeedShown,
  queryWithFilter,
  toFeedRow,
} from '../../../src/inspector/feed/feed-rows.ts'
import { record } from './records.ts'

const row = toFeedRow(
  record({ channels: ['news', 'private-a'], sender: 'Ana', note: 'From x', data: '{"Title":1}' }),
)
const shows = (filter: object) => isFeedShown(row, { ...everyRecord, ...filter })

describe('the filter of the feed', () => {
  it('matches kind, any of the channels, event, and text in whatever is shown', () => {
    expect(shows({})).toBe(true)
    expect([shows({ kind: 'publish' }), shows({ kind: 'client' })]).toEqual([true, false])
    expect([shows({ channel: 'private-a' }), shows({ channel: 'private' })]).toEqual([true, false])
    expect([shows({ event: 'made' }), shows({ event: 'mad' })]).toEqual([true, false])
    for (const text of ['title', 'TITLE', 'ana', 'from x', 'private', 'made'])
      expect(shows({ text })).toBe(true)
    expect(shows({ text: 'nowhere' })).toBe(false)
    expect(shows({ text: 'made', kind: 'client' })).toBe(false)
  })

  it('is written into the query of an address and read from it', () => {
    const filter = { kind: 'client', channel: 'presence-röom', event: 'client-a&b', text: 'x = y' } as const
    const query = queryWithFilter(new URLSearchParams('dev-user=ana&text=old'), filter)
    expect(query.get('dev-user')).toBe('ana')
    expect(filterFromQuery(new URLSearchParams(query.toString()))).toEqual(filter)
    expect(queryWithFilter(query, everyRecord).toString()).toBe('dev-user=ana')
  })

  it('is empty where a query makes no sense', () => {
    expect(filterFromQuery(new URLSearchParams('kind=constructor'))).toEqual(everyRecord)
    expect(filterFromQuery(new URLSearchParams(''))).toEqual(everyRecord)
  })
})
