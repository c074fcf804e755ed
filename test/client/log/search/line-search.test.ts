import { expect, it, vi } from 'vitest'
import type { Level, LogQuery, LogQueryResult } from '../../../../src/client/log/event-log-types.ts'
import { createEventLog, type WritableEventLog } from '../../../../src/client/log/local-log.ts'

const words: readonly Level[] = ['info', 'warn', 'info', 'error', 'debug']
const escape = String.fromCharCode(27)

function fill(log: WritableEventLog, from: number, to: number): void {
  for (let seq = from; seq <= to; seq += 1) {
    log.append({
      seq,
      event: 'log',
      data: { text: `Request ${seq} took ${seq % 97} ms`, thread_id: `t${seq % 3}`, level: words[seq % 5] },
      timestamp: seq * 10,
    })
  }
}

function logOf(count: number, capacity = 100_000): WritableEventLog {
  const log = createEventLog({ capacity })
  fill(log, 1, count)
  return log
}

async function seqsOf(log: WritableEventLog, result: LogQueryResult): Promise<(number | null)[]> {
  await vi.waitFor(() => {
    expect(result.getSnapshot().done).toBe(true)
  })
  const { first, end } = result.getSnapshot()
  return Array.from({ length: end - first }, (_, row) => log.line(result.indexAt(first + row))?.seq ?? null)
}

const expected = (count: number, matches: (seq: number) => boolean, from = 1): number[] =>
  Array.from({ length: count - from + 1 }, (_, row) => row + from).filter(matches)

const cases: [string, LogQuery, (seq: number) => boolean][] = [
  ['levels', { levels: ['error', 'warn'] }, (seq) => ['error', 'warn'].includes(words[seq % 5] as string)],
  ['threads', { threads: ['t1', 'none'] }, (seq) => seq % 3 === 1],
  ['a time range', { since: 500, until: 1000 }, (seq) => seq >= 50 && seq < 100],
  ['what is no older', { since: 29_000 }, (seq) => seq >= 2900],
  ['what is older', { until: 1000 }, (seq) => seq < 100],
  ['a substring, whatever the case', { text: 'rEQUEST 12' }, (seq) => String(seq).startsWith('12')],
  ['a substring with its case', { text: 'request', matchCase: true }, () => false],
  [
    'several terms in any order',
    { text: '13 request', mode: 'terms' },
    (seq) => `${seq} ${seq % 97}`.includes('13'),
  ],
  [
    'a regular expression',
    { text: String.raw`Request \d5 `, mode: 'regex' },
    (seq) => /^\d5$/.test(String(seq)),
  ],
  [
    'characters that an expression would read otherwise',
    { text: '1 took 1 ms' },
    (seq) => seq % 10 === 1 && seq % 97 === 1,
  ],
]

it.each(cases)('a query finds %s', async (_name, query, matches) => {
  const log = logOf(3000)
  expect(await seqsOf(log, log.query(query))).toEqual(expected(3000, matches))
})

it('new lines are taken in as they come, and dropped ones leave', async () => {
  const log = logOf(2000, 2000)
  const result = log.query({ threads: ['t0'] })
  fill(log, 2001, 2600)
  expect(await seqsOf(log, result)).toEqual(expected(2600, (seq) => seq % 3 === 0, 601))
})

it('the newest hits are there at once, however short the time that a search may take', () => {
  const log = logOf(1)
  fill(log, 2, 60_000)
  let now = 0
  // Every look at the clock finds the time of a slice over.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
  const result = log.query({ text: 'took 5 ms' })
  clock.mockRestore()
  const { end, first, done } = result.getSnapshot()
  const newest = expected(60_000, (seq) => seq % 97 === 5).slice(first - end)
  expect(newest.length).toBeGreaterThan(0)
  expect(Array.from(newest, (_, row) => log.line(result.indexAt(first + row))?.seq)).toEqual(newest)
  expect(done).toBe(false)
  result.dispose()
})

it('a narrower query gives what a search of everything gives', async () => {
  const log = logOf(5000)
  await seqsOf(log, log.query({ text: 'took 1' }))
  fill(log, 5001, 5300)
  const narrower = log.query({ text: 'took 13', levels: ['info'] })
  const fresh = logOf(5300).query({ text: 'took 13', levels: ['info'] })
  expect(await seqsOf(log, narrower)).toEqual(await seqsOf(logOf(5300), fresh))
})

it('colours are no part of the text that is searched', async () => {
  const log = createEventLog()
  log.append({
    seq: 1,
    event: 'log',
    data: { text: `${escape}[31mfa${escape}[1miled${escape}[0m` },
    timestamp: 0,
  })
  expect(await seqsOf(log, log.query({ text: 'failed' }))).toEqual([1])
  expect(await seqsOf(log, log.query({ text: '[31m' }))).toEqual([])
})

it('an expression that cannot be compiled is an error of the result, not an exception', () => {
  const result = logOf(10).query({ text: '(', mode: 'regex' })
  expect(result.getSnapshot().error).toBeInstanceOf(SyntaxError)
  expect(result.size).toBe(0)
})

it('a thread that is first seen after the query is found', async () => {
  const log = logOf(10)
  const result = log.query({ threads: ['late'] })
  log.append({ seq: 11, event: 'log', data: { text: 'x', thread_id: 'late' }, timestamp: 0 })
  expect(await seqsOf(log, result)).toEqual([11])
})

it('a thread that is given the number of one that is gone is not taken for it', async () => {
  const log = createEventLog({ capacity: 2 })
  const append = (seq: number, thread_id: string): void => {
    log.append({ seq, event: 'log', data: { text: 'x', thread_id }, timestamp: 0 })
  }
  append(1, 'gone')
  const result = log.query({ threads: ['gone'] })
  expect(await seqsOf(log, result)).toEqual([1])
  append(2, 'other')
  append(3, 'other')
  append(4, 'third')
  expect(await seqsOf(log, result)).toEqual([])
  append(5, 'gone')
  expect(await seqsOf(log, result)).toEqual([5])
})

it('an export holds every line, in the format that was asked for', async () => {
  const log = logOf(12)
  const text = await (await log.export({ format: 'text' })).text()
  expect(text.split('\n')).toHaveLength(13)
  const csv = await (await log.export({ format: 'csv', filter: { levels: ['error'] } })).text()
  expect(csv).toBe(
    'seq,timestamp,level,thread,text\r\n' +
      '3,1970-01-01T00:00:00.030Z,error,t0,Request 3 took 3 ms\r\n' +
      '8,1970-01-01T00:00:00.080Z,error,t2,Request 8 took 8 ms\r\n',
  )
  const ndjson = await (await log.export({ format: 'ndjson' })).text()
  expect(
    ndjson
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual(expected(12, () => true))
})

it('a field that a spreadsheet would run is defused', async () => {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data: { text: '=1+1', thread_id: 'a,"b"' }, timestamp: 0 })
  const csv = await (await log.export({ format: 'csv' })).text()
  expect(csv).toContain(`"a,""b""",'=1+1`)
})

it('pause freezes what is shown and not what is stored; clear forgets what is shown', () => {
  const log = logOf(10)
  log.pause()
  fill(log, 11, 15)
  expect(log.size).toBe(10)
  expect(log.getSnapshot()).toMatchObject({ paused: true, pending: 5, total: 15 })
  log.resume()
  expect(log.at(-1)?.seq).toBe(15)
  log.clear()
  expect(log.size).toBe(0)
  fill(log, 16, 17)
  expect(log.slice().map((entry) => entry.seq)).toEqual([16, 17])
})
