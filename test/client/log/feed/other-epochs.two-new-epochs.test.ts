import { expect, it, vi } from 'vitest'
import { textsOf } from '../staged-channel.ts'
import { channel, down, log, newChannel, open, stageLogs } from './staged-log.ts'

stageLogs()

const send = (text: string, seq: number, epoch: string) => channel.send('log', { text }, { seq, epoch })
const resets = () => log.getSnapshot().gaps.filter((gap) => gap.reset)

/** The server starts two counts within a moment: of the first one two events arrive, of the second one one. */
function countTwiceAnew(): void {
  send('b 5', 5, 'e2')
  send('c 3', 3, 'e3')
  send('b 6', 6, 'e2')
}

it('two new epochs while the history fails are shown in the order in which they began', async () => {
  await open()
  channel.publish('a 1')
  channel.onRequest = down
  countTwiceAnew()
  await vi.advanceTimersByTimeAsync(14_000)
  expect(textsOf(log)).toEqual(['a 1'])
  await vi.advanceTimersByTimeAsync(46_000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5', 'b 6', 'c 3'])
  expect(resets()).toHaveLength(2)
})

it('events of an epoch before the history continued with the next one are shown before that', async () => {
  await open()
  channel.publish('a 1')
  channel.restart()
  channel.epoch = 'e3'
  for (const text of ['c 1', 'c 2', 'c 3']) channel.publish(text, { lost: true })
  countTwiceAnew()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5', 'b 6', 'c 1', 'c 2', 'c 3'])
  expect(resets()).toMatchObject([
    { after: 1, before: 5 },
    { after: 6, before: 1 },
  ])
})

it('events of an epoch are shown before the next one, of which only the history has events', async () => {
  await open()
  channel.publish('a 1')
  channel.restart()
  channel.epoch = 'e3'
  channel.publish('c 1', { lost: true })
  send('b 5', 5, 'e2')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5', 'c 1'])
})

it('an event of the new epoch that arrives behind its first page is shown at once', async () => {
  let release = () => {}
  channel.onRequest = () =>
    new Promise((resolve) => {
      release = () => resolve()
    })
  await open()
  send('a 7', 7, 'e1')
  channel.restart()
  channel.publish('b 1')
  const page = { events: [...channel.stored], epoch: 'e2', first_seq: 1, last_seq: 1, next_cursor: 1 }
  channel.answerFirst(Response.json({ ...page, has_more: false }))
  channel.publish('b 2')
  channel.onRequest = () => {}
  release()
  await vi.advanceTimersByTimeAsync(50)
  expect(textsOf(log)).toEqual(['b 1', 'b 2'])
})

it('an event below the one that a new epoch began with is shown before it', async () => {
  await open()
  channel.publish('a 1')
  // The history has no events, of a third count.
  channel.restart()
  channel.epoch = 'e3'
  send('b 5', 5, 'e2')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5'])
  send('b 2', 2, 'e2')
  send('b 4', 4, 'e2')
  send('b 4', 4, 'e2')
  send('b 5', 5, 'e2')
  send('b 6', 6, 'e2')
  await vi.advanceTimersByTimeAsync(50)
  expect(textsOf(log)).toEqual(['a 1', 'b 2', 'b 4', 'b 5', 'b 6'])
  const first = log.first + textsOf(log).indexOf('b 2')
  expect(log.getSnapshot().gaps).toMatchObject([
    { reset: true, after: 1, before: 2, index: first },
    { reset: false, after: 2, before: 4, index: first + 1 },
  ])
  expect(log.indexOf(2)).toBe(first)
})

it('is shown without a history, and where the history is of another epoch that has no events', async () => {
  await open({ history: 'none' })
  send('a 4', 4, 'e1')
  send('b 3', 3, 'e2')
  send('b 1', 1, 'e2')
  send('b 1', 1, 'e2')
  expect(textsOf(log)).toEqual(['a 4', 'b 1', 'b 3'])
  send('b 2', 2, 'e2')
  expect(textsOf(log)).toEqual(['a 4', 'b 1', 'b 2', 'b 3'])
  expect(log.getSnapshot().gaps).toMatchObject([{ reset: true, before: 1 }])
  channel.registry.dispose()

  newChannel()
  await open()
  send('other 7', 7, 'other')
  await vi.advanceTimersByTimeAsync(5000)
  send('other 6', 6, 'other')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['other 6', 'other 7'])
  expect(resets()).toMatchObject([{ index: log.first, before: 6 }])
})

it('an event of the epoch that the log returned to is not shown a second time', async () => {
  await open()
  channel.publishMany(3)
  send('b 1', 1, 'e2')
  channel.publishMany(2, { lost: true })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(5000)
  const shown = ['line 1', 'line 2', 'line 3', 'b 1', 'line 4', 'line 5']
  expect(textsOf(log)).toEqual(shown)
  for (const seq of [1, 2, 3, 4]) channel.deliver(seq)
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(shown)
})

it('logs of one event each show late events of a new epoch where they belong', async () => {
  await open({ history: 'none', event: 'log' })
  const other = channel.registry.open({ channel: 'logs', event: 'other' })
  send('a 4', 4, 'e1')
  send('b 5', 5, 'e2')
  send('b 2', 2, 'e2')
  channel.send('other', { text: 'other 3' }, { seq: 3, epoch: 'e2' })
  expect(textsOf(log)).toEqual(['a 4', 'b 2', 'b 5'])
  expect(textsOf(other)).toEqual(['other 3'])
  expect(other.getSnapshot().gaps.map(({ after, before }) => [after, before])).toEqual([
    [4, 2],
    [3, 5],
  ])
  other.release()
})

it('an epoch that begins while the history is asked comes after the one that it was asked for', async () => {
  await open()
  channel.publish('a 1')
  channel.restart()
  for (const text of ['b 1', 'b 2']) channel.publish(text, { lost: true })
  const page = { events: [...channel.stored], epoch: 'e2', first_seq: 1, last_seq: 2, next_cursor: 2 }
  const answer = () => Response.json({ ...page, has_more: false })
  let release = () => {}
  channel.onRequest = () =>
    new Promise((resolve) => {
      release = () => resolve(answer())
    })
  send('b 2', 2, 'e2')
  await vi.advanceTimersByTimeAsync(10)
  send('c 2', 2, 'e3')
  channel.onRequest = () => {
    channel.onRequest = () => {}
    return answer()
  }
  release()
  channel.restart()
  channel.epoch = 'e3'
  for (const text of ['c 1', 'c 2']) channel.publish(text, { lost: true })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(textsOf(log)).toEqual(['a 1', 'b 1', 'b 2', 'c 1', 'c 2'])
  expect(resets()).toHaveLength(2)
})

it('an event that was shown without its number is not shown again when its epoch is the present one', async () => {
  await open()
  channel.publish('a 1')
  send('b 5', 5, 'e2')
  await vi.advanceTimersByTimeAsync(1000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5'])
  channel.restart()
  for (const seq of [1, 2, 3, 4, 5, 6]) channel.publish(`b ${seq}`, { lost: true })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['a 1', 'b 5', 'b 1', 'b 2', 'b 3', 'b 4', 'b 6'])
})

it('eight former epochs are remembered: a late event of an older one begins an epoch', async () => {
  await open({ history: 'none' })
  for (let count = 0; count <= 8; count += 1) {
    for (let seq = 1; seq <= count + 1; seq += 1) send(`${count}: ${seq}`, seq, `e${count}`)
  }
  send('0: 2', 2, 'e0')
  expect(textsOf(log).slice(0, 3)).toEqual(['0: 1', '0: 2', '1: 1'])
  send('9: 1', 1, 'e9')
  send('1: 3', 3, 'e1')
  expect(textsOf(log).slice(-2)).toEqual(['9: 1', '1: 3'])
})

it('at most 10 000 events wait for a history that does not answer; the oldest is shown then', async () => {
  await open()
  channel.publish('a 1')
  channel.onRequest = () => new Promise(() => {})
  for (let seq = 2; seq <= 10_001; seq += 1) send(`b ${seq}`, seq, 'e2')
  await vi.advanceTimersByTimeAsync(10)
  expect(textsOf(log)).toEqual(['a 1'])
  send('b 10002', 10_002, 'e2')
  expect(textsOf(log)).toEqual(['a 1', 'b 2'])
})
