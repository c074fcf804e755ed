import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { memoryStore } from 'react-pusher-kit/server'
import { readHistory, type HistoryRow } from '../../../src/protocol/index.ts'

const rowsFrom = (first: number, kinds: readonly number[]): HistoryRow[] =>
  kinds.map((kind, index) => ({
    seq: first + index,
    event: `e${kind % 3}`,
    threadId: kind % 4 === 0 ? undefined : `t${kind % 2}`,
  }))

const reads = fc.record(
  {
    after: fc.integer({ min: 0, max: 60 }),
    before: fc.integer({ min: 0, max: 60 }),
    events: fc.subarray(['e0', 'e1', 'e2', 'nothing'], { minLength: 1 }),
    threadIds: fc.subarray(['t0', 't1'], { minLength: 1 }),
    mostExamined: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: [] },
)

it('pages one after the other hold exactly what was asked for, in order, whatever the limits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(11), { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(5),
      fc.integer({ min: 1, max: 7 }),
      reads,
      (kinds, first, forgotten, limit, read) => {
        const rows = rowsFrom(first, kinds)
        const lastSeq = first + rows.length - 1
        const firstSeq = Math.min(first + forgotten, lastSeq + 1)
        const wanted = rows.filter(
          ({ seq, event, threadId }) =>
            seq >= firstSeq &&
            seq > (read.after ?? 0) &&
            seq < (read.before ?? Infinity) &&
            (read.events?.includes(event) ?? true) &&
            (read.threadIds?.includes(threadId ?? '') ?? true),
        )
        const isBackwards = read.before !== undefined && read.after === undefined
        const found: HistoryRow[] = []
        let cursor = isBackwards ? read.before : read.after
        for (let pages = 0; ; pages += 1) {
          expect(pages).toBeLessThanOrEqual(rows.length)
          const page = readHistory(rows, {
            ...read,
            ...(isBackwards ? { before: cursor } : { after: cursor }),
            limit,
            firstSeq,
            lastSeq,
          })
          expect(page.rows.length).toBeLessThanOrEqual(limit)
          if (isBackwards) found.unshift(...page.rows)
          else found.push(...page.rows)
          if (!page.hasMore) break
          expect(page.nextCursor).not.toBe(cursor)
          cursor = page.nextCursor
        }
        expect(found).toEqual(wanted)
      },
    ),
    { numRuns: 2000 },
  )
})

it('the mock and the server’s memory store answer the same pages', async () => {
  const channels = defineChannels({
    logs: { events: { a: type<object>(), b: type<object>() }, persist: true },
  })
  const mock = createMockPusher({ channels })
  const store = memoryStore()
  for (let n = 1; n <= 30; n += 1) {
    const data = { n, ...(n % 3 > 0 && { thread_id: `t${n % 3}` }) }
    const event = n % 2 ? 'a' : 'b'
    mock.trigger('logs', event, data)
    const threadId = data.thread_id
    const stored = { event, data, timestamp: 0, ...(threadId && { threadId }) }
    await store.append({ channel: 'logs', events: [stored] })
  }
  for (const after of [undefined, 0, 5, 29, 30, 40]) {
    for (const before of [undefined, 0, 1, 6, 31, 99]) {
      for (const threads of [[], ['t1'], ['t1', 't2'], ['none']]) {
        for (const events of [[], ['b']]) {
          const query = new URLSearchParams({ limit: '4' })
          if (after !== undefined) query.set('after', String(after))
          if (before !== undefined) query.set('before', String(before))
          for (const thread of threads) query.append('thread_id', thread)
          for (const event of events) query.append('event', event)
          const answer = await mock.fetch(`/api/v1/channels/logs/events?${query}`)
          const { events: found, ...page } = (await answer.json()) as {
            events: { seq: number }[]
            next_cursor: number
            has_more: boolean
          }
          const own = await store.history({
            channel: 'logs',
            limit: 4,
            ...(after === undefined ? {} : { after }),
            ...(before === undefined ? {} : { before }),
            ...(threads.length > 0 && { threadIds: threads }),
            ...(events.length > 0 && { events }),
          })
          expect([query.toString(), found.map(({ seq }) => seq), page.next_cursor, page.has_more]).toEqual([
            query.toString(),
            own.events.map(({ seq }) => seq),
            own.nextCursor,
            own.hasMore,
          ])
        }
      }
    }
  }
  mock.dispose()
})
