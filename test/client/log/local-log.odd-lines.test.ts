// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import type { Level, LogAccessors } from '../../../src/client/log/event-log-types.ts'
import { createEventLog } from '../../../src/client/log/local-log.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const fields: [string, unknown, { text?: string; level?: Level; thread?: string; timestamp?: number }][] = [
  ['a message instead of a text', { message: 'hello' }, { text: 'hello' }],
  ['neither of them', { percent: 40 }, { text: '{"percent":40}' }],
  ['a list', ['a', 1], { text: '["a",1]', thread: '', level: 'info' }],
  ['a number', 42, { text: '42' }],
  ['nothing', undefined, { text: '' }],
  ['a thread that is no text', { text: 'a', thread_id: 7 }, { thread: '' }],
  ['a level in capitals, with spaces', { text: 'a', level: ' WARN ' }, { level: 'warn' }],
  ['an unknown level', { text: 'a', level: 'loud' }, { level: 'info' }],
  ['the lowest number of pino', { text: 'a', level: 10 }, { level: 'trace' }],
  ['a number between two of pino’s', { text: 'a', level: 45 }, { level: 'warn' }],
  ['a number above pino’s', { text: 'a', level: 900 }, { level: 'fatal' }],
  ['a number that is no level', { text: 'a', level: 0 }, { level: 'info' }],
  ['epoch ms', { text: 'a', timestamp: 1234 }, { timestamp: 1234 }],
  ['a time without an end', { text: 'a', timestamp: Infinity }, { timestamp: 5 }],
  ['a time that cannot be read', { text: 'a', timestamp: 'yesterday' }, { timestamp: 5 }],
  ['a time that is no time', { text: 'a', timestamp: [] }, { timestamp: 5 }],
]

it.each(fields)('a payload with %s makes a line', (_name, data, line) => {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data, timestamp: 5 })
  expect(log.line(0)).toMatchObject(line)
  expect(log.at(0)?.data).toEqual(data)
})

it('a time beyond every calendar is kept with its payload', () => {
  const log = createEventLog()
  const data = { text: 'a', thread_id: 't', level: 'info', timestamp: '' }
  log.append({ seq: 1, event: 'log', data, timestamp: 9e15 })
  expect(log.line(0)?.timestamp).toBe(9e15)
})

it('an accessor that throws or breaks its promise costs its own field only', () => {
  const columns: LogAccessors = {
    text: () => 42 as never,
    level: () => {
      throw new Error('broken')
    },
    thread: () => undefined as never,
  }
  const log = createEventLog({ columns })
  log.append({ seq: 1, event: 'log', data: { text: 'a', level: 'error', thread_id: 't' }, timestamp: 5 })
  expect(log.line(0)).toEqual({ seq: 1, text: '42', level: 'error', thread: '', timestamp: 5 })
})

const accessors: [keyof LogAccessors, LogAccessors, object][] = [
  ['text', { text: () => 'other' }, { text: 'other' }],
  ['level', { level: () => 'error' }, { level: 'error' }],
  ['thread', { thread: () => 'other' }, { thread: 'other' }],
  ['timestamp', { timestamp: () => 7 }, { timestamp: 7 }],
]

it.each(accessors)(
  'an accessor of the %s alone changes the line, and never the payload',
  (_name, columns, change) => {
    const log = createEventLog({ columns })
    const data = { text: 'a', thread_id: 't', level: 'warn', timestamp: new Date(5).toISOString() }
    const { timestamp: _, ...untimed } = data
    for (const payload of [data, untimed, 'a']) {
      log.append({ seq: 1, event: 'log', data: payload, timestamp: 5 })
    }
    expect(log.line(0)).toEqual({ seq: 1, text: 'a', thread: 't', level: 'warn', timestamp: 5, ...change })
    expect(log.slice().map((entry) => entry.data)).toEqual([data, untimed, 'a'])
  },
)

it('what is not held has no entry, no line, no number and no thread', () => {
  const log = createEventLog({ capacity: 3 })
  const add = (seq: number) => log.append({ seq, event: 'log', data: { text: String(seq) }, timestamp: seq })
  for (const seq of [1, 2, 3, 4, 5]) add(seq)
  expect(log.getSnapshot()).toMatchObject({ first: 2, size: 3, dropped: 2 })
  expect([log.at(3), log.at(-4)]).toEqual([undefined, undefined])
  expect([log.line(1), log.line(5)]).toEqual([undefined, undefined])
  expect(log.indexOf(1)).toBeNull()
  expect(log.threadSize('other')).toBe(0)
  expect(log.guessRows(9, 80)).toBe(1)
  const [widths, times, ranks] = [new Int32Array(2), new Float64Array(2), new Uint8Array(2)]
  log.widths(4, widths)
  log.stamps(4, times, ranks)
  expect([[...widths], [...times]]).toEqual([
    [1, 0],
    [5, 0],
  ])
  log.clear()
  expect(log.indexOf(5)).toBeNull()
})

it('a slice counts from either end, as that of an array', () => {
  const log = createEventLog()
  for (const seq of [1, 2, 3, 4]) log.append({ seq, event: 'log', data: null, timestamp: seq })
  const seqs = (start?: number, end?: number) => log.slice(start, end).map(({ seq }) => seq)
  const expected = [1, 2, 3, 4]
  for (const [start, end] of [[], [1], [-2], [-9], [0, -1], [1, 3], [2, 99], [3, 1]]) {
    expect(seqs(start, end)).toEqual(expected.slice(start, end))
  }
})

it('a log without a channel has nothing older', async () => {
  const log = createEventLog()
  log.append({ seq: 4, event: 'log', data: null, timestamp: 0 })
  expect(await log.loadOlder()).toBe(0)
  expect(await log.seek(3)).toBeNull()
  expect(await log.seek(4)).toBe(0)
  await log.retry()
  expect(log.getSnapshot()).toMatchObject({ status: 'live', hasOlder: false, error: null, size: 1 })
})

it('an export goes on slice by slice, and passes over what was let go meanwhile', async () => {
  const log = createEventLog({ capacity: 12_000 })
  const add = (count: number) => {
    for (let n = 0; n < count; n += 1)
      log.append({ seq: null, event: 'log', data: { text: 'x' }, timestamp: 0 })
  }
  add(12_000)
  const exported = log.export({ format: 'csv' })
  // After the first slice of 5 000: the 2 000 next ones go.
  add(7000)
  const lines = (await (await exported).text()).trim().split('\r\n')
  expect(lines).toHaveLength(1 + 5000 + 5000)
  expect(lines[1]).toBe(',1970-01-01T00:00:00.000Z,info,,x')
})

it('an export of what an expression finds, and of one that cannot be compiled', async () => {
  const log = createEventLog()
  for (const text of ['one', 'two', 'three'])
    log.append({ seq: null, event: 'log', data: { text }, timestamp: 0 })
  const found = await log.export({ format: 'text', filter: { text: '^t', mode: 'regex' } })
  expect(await found.text()).toBe('two\nthree\n')
  await expect(log.export({ format: 'text', filter: { text: '(', mode: 'regex' } })).rejects.toThrow(
    SyntaxError,
  )
})

it('where there are neither frames nor message channels, timers do', async () => {
  vi.stubGlobal('requestAnimationFrame', undefined)
  vi.stubGlobal('MessageChannel', undefined)
  vi.spyOn(performance, 'now').mockImplementation(
    (
      (now) => () =>
        (now += 10)
    )(0),
  )
  const log = createEventLog()
  for (let seq = 1; seq <= 3000; seq += 1)
    log.append({ seq, event: 'log', data: { text: `${seq}` }, timestamp: seq })
  const listener = vi.fn()
  const stop = log.subscribe(listener)
  const result = log.query({ text: '7' })
  const given = log.query({ text: '8' })
  given.dispose()
  await vi.waitFor(() => expect(result.getSnapshot().done).toBe(true))
  expect(result.size).toBe(
    Array.from({ length: 3000 }, (_, n) => n + 1).filter((n) => /7/.test(`${n}`)).length,
  )
  expect(given.getSnapshot().done).toBe(false)
  await vi.waitFor(() => expect(listener).toHaveBeenCalled())
  stop()
  vi.restoreAllMocks()
})

it('a tab that is hidden before its frame comes is told all the same, and nobody who left', () => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', () => 1)
  const cancelled = vi.fn()
  vi.stubGlobal('cancelAnimationFrame', cancelled)
  const log = createEventLog()
  const [stays, leaves] = [vi.fn(), vi.fn()]
  const add = () => log.append({ seq: null, event: 'log', data: null, timestamp: 0 })
  const stop = log.subscribe(stays)
  add()
  vi.advanceTimersByTime(100)
  expect(stays).toHaveBeenCalledTimes(1)
  expect(cancelled).toHaveBeenCalledTimes(1)
  stop()
  const end = log.subscribe(leaves)
  add()
  end()
  vi.advanceTimersByTime(1000)
  expect(leaves).not.toHaveBeenCalled()
})
