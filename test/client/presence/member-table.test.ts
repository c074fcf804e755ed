import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MemberTable } from '../../../src/client/presence/member-table.ts'

let seen: string[]
let changes: number

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 })
  seen = []
  changes = 0
})
afterEach(() => void vi.useRealTimers())

function create(leaveGrace = 0): MemberTable {
  const table = new MemberTable(leaveGrace, () => {
    changes += 1
  })
  table.joined.on(({ id }) => seen.push(`+${id}`))
  table.left.on(({ id }) => seen.push(`-${id}`))
  return table
}
const set = (...ids: string[]) => new Map(ids.map((id) => [id, { name: id }]))
const idsOf = (table: MemberTable) => table.list().map(({ id }) => id)

it('the first set is no join, and later sets bring true joins and leaves only', () => {
  const table = create()
  expect(table).toMatchObject({ isKnown: false, me: null })
  table.replace(set('ada', 'bob'), 'ada')
  expect([idsOf(table), seen]).toEqual([['ada', 'bob'], []])
  expect(table).toMatchObject({ isKnown: true, me: { id: 'ada', isMe: true } })
  table.replace(set('ada', 'eve'), 'ada')
  expect([idsOf(table), seen]).toEqual([
    ['ada', 'eve'],
    ['-bob', '+eve'],
  ])
})

it('before the first set nobody is added', () => {
  const table = create()
  table.add('bob', {})
  expect([idsOf(table), changes]).toEqual([[], 0])
  table.remove('bob')
  expect(seen).toEqual([])
})

it('a member stays the same object until its info or whether it is me changes', () => {
  const table = create()
  table.replace(set('ada', 'bob'), 'ada')
  const [ada, bob] = table.list()
  vi.setSystemTime(5000)
  table.replace(set('ada', 'bob'), 'ada')
  expect(table.list()).toEqual([ada, bob])
  expect(table.list()[1]).toBe(bob)
  table.add('bob', { name: 'Robert' })
  expect(table.list()[1]).toEqual({ id: 'bob', info: { name: 'Robert' }, isMe: false, seenAt: 1000 })
  table.replace(set('ada', 'bob'), 'bob')
  expect(table.list().map(({ isMe }) => isMe)).toEqual([false, true])
  expect(table.me).toMatchObject({ id: 'bob' })
  expect(seen).toEqual([])
})

it('who is added later has joined', () => {
  const table = create()
  table.replace(set('ada'), 'ada')
  table.add('bob', { name: 'bob' })
  table.add('bob', { name: 'bob' })
  expect([idsOf(table), seen]).toEqual([['ada', 'bob'], ['+bob']])
})

it('a set without me has no me', () => {
  const table = create()
  table.replace(set('bob'), 'ada')
  expect(table.me).toBeNull()
  table.replace(set('bob'), null)
  expect(table.me).toBeNull()
})

it('without a grace a member leaves at once, and one who is not there never', () => {
  const table = create()
  table.replace(set('ada'), null)
  table.remove('bob')
  table.remove('ada')
  expect([idsOf(table), seen]).toEqual([[], ['-ada']])
  expect(vi.getTimerCount()).toBe(0)
})

it('the grace runs from the first leave, and ends with a return', () => {
  const table = create(100)
  table.replace(set('ada', 'bob'), null)
  for (const id of ['ada', 'bob', 'eve']) table.remove(id)
  expect(vi.getTimerCount()).toBe(2)
  vi.advanceTimersByTime(60)
  table.remove('ada')
  table.add('bob', { name: 'bob' })
  expect([idsOf(table), seen]).toEqual([['ada', 'bob'], []])
  const before = changes
  vi.advanceTimersByTime(40)
  expect([idsOf(table), seen, changes]).toEqual([['bob'], ['-ada'], before + 1])
  table.remove('bob')
  vi.advanceTimersByTime(99)
  expect(idsOf(table)).toEqual(['bob'])
  vi.advanceTimersByTime(1)
  expect([idsOf(table), seen]).toEqual([[], ['-ada', '-bob']])
})

it('cleared, it has no members, no timers and knows no set', () => {
  const table = create(100)
  table.replace(set('ada', 'bob'), 'ada')
  table.remove('bob')
  table.clear()
  expect(vi.getTimerCount()).toBe(0)
  expect(table).toMatchObject({ isKnown: false, me: null })
  expect([idsOf(table), seen]).toEqual([[], []])
  table.replace(set('eve'), null)
  expect(seen).toEqual([])
})
