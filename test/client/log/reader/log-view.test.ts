import { expect, it, vi } from 'vitest'
import { createEventLog } from '../../../../src/client/log/local-log.ts'
import { channel, down, log, open, stageLogs } from '../feed/staged-log.ts'

stageLogs()

const seqsOf = (entries: readonly { seq: number | null }[]): (number | null)[] =>
  entries.map(({ seq }) => seq)

it('a view has the entries of its time, counted from either end', async () => {
  channel.publishMany(3)
  await open()
  const view = log.getView()
  channel.publishMany(2)
  expect([view.size, log.size]).toEqual([3, 5])
  expect([0, 2, 3, -1, -3, -4].map((index) => view.at(index)?.seq)).toEqual([
    1,
    3,
    undefined,
    3,
    1,
    undefined,
  ])
  expect([view.slice(), view.slice(1), view.slice(-2, -1), view.slice(2, 9)].map(seqsOf)).toEqual([
    [1, 2, 3],
    [2, 3],
    [2],
    [3],
  ])
})

it('a view lacks entries that were dropped since', () => {
  const local = createEventLog({ capacity: 3 })
  const add = (seq: number): void => local.append({ seq, event: 'log', data: null, timestamp: seq })
  for (const seq of [1, 2, 3]) add(seq)
  const view = local.getView()
  for (const seq of [4, 5]) add(seq)
  expect(view.at(0)).toBeUndefined()
  expect(view.at(2)?.seq).toBe(3)
  expect(seqsOf(view.slice())).toEqual([3])
})

it('a view from before 1001 insertions has no entries: their positions are not known any more', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(1002, { lost: true })
  channel.publish('line 1004')
  await vi.advanceTimersByTimeAsync(8000)
  const view = log.getView()
  const { first } = view
  for (let seq = 2; seq <= 1001; seq += 1) channel.deliver(seq)
  expect(seqsOf(view.slice())).toEqual([1, 1004])
  channel.deliver(1002)
  expect([view.at(0), view.slice(), view.first]).toEqual([undefined, [], first])
  expect(log.size).toBe(1003)
})
