import { expect, it, vi } from 'vitest'
import { textsOf } from '../staged-channel.ts'
import { channel, log, open, stageLogs } from './staged-log.ts'

stageLogs()

const send = (text: string, seq: number, epoch: string) => channel.send('log', { text }, { seq, epoch })
const resets = () => log.getSnapshot().gaps.filter((gap) => gap.reset)

it('events of another epoch than the empty history has are shown, marked and reported', async () => {
  await open()
  for (const seq of [7, 8, 9]) send(`other ${seq}`, seq, 'other')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['other 7', 'other 8', 'other 9'])
  expect(resets()).toMatchObject([{ index: log.first, canRetry: false }])
  expect(channel.gaps).not.toEqual([])
  send('other 10', 10, 'other')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(textsOf(log)).toEqual(['other 7', 'other 8', 'other 9', 'other 10'])
  expect(resets()).toHaveLength(1)
})

it('they are shown too when they came before the first page, or from number 1 on', async () => {
  const held: (() => void)[] = []
  channel.onRequest = () => new Promise((resolve) => held.push(() => resolve()))
  await open()
  for (const seq of [1, 2]) send(`other ${seq}`, seq, 'other')
  channel.onRequest = () => {}
  held[0]?.()
  await vi.advanceTimersByTimeAsync(5000)
  send('other 3', 3, 'other')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(textsOf(log)).toEqual(['other 1', 'other 2', 'other 3'])
  expect(resets()).toHaveLength(1)
})

it('a late event of a former epoch that was never seen resets nothing and doubles nothing', async () => {
  channel.epoch = 'e2'
  channel.publishMany(5)
  await open()
  send('late', 7, 'e1')
  await vi.advanceTimersByTimeAsync(5000)
  channel.publish('line 6')
  send('later', 8, 'e1')
  send('late', 7, 'e1')
  channel.publish('line 7')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(textsOf(log).slice(0, 5)).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5'])
  expect(textsOf(log).slice(5)).toEqual(['late', 'line 6', 'later', 'line 7'])
  expect(log.indexOf(7)).toBe(log.first + 8)
  expect(log.getSnapshot().status).not.toBe('loading')
})

it('a late event of the former epoch is shown at its end, once, and the new epoch goes on', async () => {
  await open()
  channel.publish('old 1')
  channel.restart()
  channel.publish('new 1')
  send('old 2', 2, 'e1')
  send('old 2', 2, 'e1')
  send('old 1', 1, 'e1')
  channel.publish('new 2')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(textsOf(log)).toEqual(['old 1', 'old 2', 'new 1', 'new 2'])
  expect(resets()).toHaveLength(1)
  expect(log.getSnapshot().gaps).toHaveLength(1)
})

it('an event that waited for a missing one when a new epoch began is shown before it', async () => {
  await open()
  channel.publish('old 1')
  channel.publish('old 2', { lost: true })
  channel.publish('old 3')
  channel.restart()
  channel.publish('new 1')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['old 1', 'old 3', 'new 1'])
  expect(log.getSnapshot().gaps).toMatchObject([
    { after: 1, before: 3, canRetry: false },
    { reset: true, after: 3, before: 1 },
  ])
})

it('a new epoch of which the first event that comes is not number 1 is healed from its start', async () => {
  await open()
  channel.publish('old 1')
  channel.restart()
  for (const text of ['new 1', 'new 2']) channel.publish(text, { lost: true })
  channel.publish('new 3')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['old 1', 'new 1', 'new 2', 'new 3'])
  expect(resets()).toHaveLength(1)
})

it('without a history another epoch begins where its first event is', async () => {
  await open({ history: 'none' })
  send('old 4', 4, 'e1')
  send('new 3', 3, 'e2')
  send('new 4', 4, 'e2')
  send('old 5', 5, 'e1')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['old 4', 'old 5', 'new 3', 'new 4'])
  expect(resets()).toHaveLength(1)
})

/** The server goes on from a backup: its last numbers are given once more. */
function restoreTo(seq: number): void {
  channel.stored.length = seq
  channel.countFrom(seq)
}

it('a history that ends below what is held was restored: a marker, and its numbers start again', async () => {
  await open()
  channel.publishMany(8)
  restoreTo(5)
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(5000)
  expect(resets()).toMatchObject([{ after: 8, before: 6, canRetry: false }])
  channel.publish('again 6')
  channel.publish('again 7')
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log).slice(-4)).toEqual(['line 7', 'line 8', 'again 6', 'again 7'])
  expect(channel.gaps.at(-1)).toMatchObject({ after: 8, before: 6 })
})

it('numbers that were given again before the backup was noticed are not lost', async () => {
  await open()
  channel.publishMany(8)
  restoreTo(5)
  for (let index = 0; index < 40; index += 1) {
    if (index < 2) channel.publish(`again ${6 + index}`)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(textsOf(log)).toEqual([
    ...Array.from({ length: 8 }, (_, index) => `line ${index + 1}`),
    'again 6',
    'again 7',
  ])
  expect(resets()).toHaveLength(1)
})

it('a history that lags behind for a moment resets nothing', async () => {
  await open()
  channel.publishMany(3)
  const late = channel.stored.pop()
  channel.countFrom(2)
  channel.onRequest = () => {
    channel.onRequest = () => {
      if (late && !channel.stored.includes(late)) channel.stored.push(late)
      channel.countFrom(3)
    }
  }
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf(log)).toEqual(['line 1', 'line 2', 'line 3'])
  expect(log.getSnapshot()).toMatchObject({ gaps: [], status: 'live' })
})
