import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { LogQueryResult } from '../../../../src/client/log/event-log-types.ts'
import { HitList } from '../../../../src/client/log/search/hit-list.ts'
import { createEventLog, type WritableEventLog } from '../../../../src/client/log/local-log.ts'
import { RepeatRuns } from '../../../../src/client/log/search/repeat-runs.ts'
import { StagedChannel } from '../staged-channel.ts'

function logOf(text: string, capacity?: number): WritableEventLog {
  const log = createEventLog(capacity === undefined ? {} : { capacity })
  append(log, text)
  return log
}

/** A line per letter; capitals are errors. */
function append(log: WritableEventLog, letters: string): void {
  for (const letter of letters) {
    const level = letter === letter.toUpperCase() ? 'error' : 'info'
    const data = { text: letter.toLowerCase(), level, thread_id: 'main' }
    log.append({ seq: log.getSnapshot().total + 1, event: 'log', data, timestamp: 0 })
  }
}

/** `a×2 b c×3` of the rows that a query leaves. */
function picture(log: WritableEventLog, result: LogQueryResult): string {
  const { first, end } = result.getSnapshot()
  return Array.from({ length: end - first }, (_, row) => {
    const count = result.repeats(first + row)
    return `${log.line(result.indexAt(first + row))?.text}${count > 1 ? `×${count}` : ''}`
  }).join(' ')
}

it('consecutive equal lines are one hit, with their number', () => {
  const log = logOf('aabcccab')
  const result = log.query({ collapseRepeats: true })
  expect(picture(log, result)).toBe('a×2 b c×3 a b')
  append(log, 'bb')
  expect(picture(log, result)).toBe('a×2 b c×3 a b×3')
  expect(result.getSnapshot().lines).toBe(10)
  expect(result.positionOf(4)).toBe(result.positionOf(3))
  expect(result.positionOf(6)).toBe(result.positionOf(3) + 1)
})

it('another level or thread is another line, another time is not', () => {
  const log = logOf('aAAa')
  log.append({ seq: 5, event: 'log', data: { text: 'a', level: 'info', thread_id: 'other' }, timestamp: 0 })
  log.append({ seq: 6, event: 'log', data: { text: 'a', level: 'info', thread_id: 'other' }, timestamp: 9 })
  expect(picture(log, log.query({ collapseRepeats: true }))).toBe('a a×2 a a×2')
})

it('what a filter hides does not part its neighbours', async () => {
  const log = logOf('AbAcDA')
  expect(picture(log, log.query({ collapseRepeats: true, levels: ['error'] }))).toBe('a×2 d a')
  expect(picture(log, log.query({ collapseRepeats: true, text: 'a', mode: 'terms' }))).toBe('a×3')
  const regex = log.query({ collapseRepeats: true, text: '[ad]', mode: 'regex' })
  await vi.waitFor(() => {
    expect(regex.getSnapshot().done).toBe(true)
  })
  expect(picture(log, regex)).toBe('a×2 d a')
})

it('a gap parts equal lines', async () => {
  vi.useFakeTimers()
  const channel = new StagedChannel()
  const log = channel.registry.open({ channel: 'logs' })
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
  for (let count = 0; count < 3; count += 1) channel.publish('same')
  channel.publish('same', { lost: true })
  channel.pruned.add(4)
  for (let count = 0; count < 2; count += 1) channel.publish('same')
  await vi.advanceTimersByTimeAsync(1500)
  const result = log.query({ collapseRepeats: true })
  expect(result.size).toBe(2)
  expect([result.repeats(result.positionOf(0)), result.repeats(result.positionOf(3))]).toEqual([3, 2])
  channel.registry.dispose()
  vi.useRealTimers()
})

it('a run whose oldest lines are let go keeps its place and counts what is left', () => {
  const log = logOf('aaaabb', 6)
  const result = log.query({ collapseRepeats: true })
  const run = result.positionOf(3)
  append(log, 'cc')
  expect(picture(log, result)).toBe('a×2 b×2 c×2')
  expect(result.positionOf(3)).toBe(run)
  expect(result.indexAt(run)).toBe(2)
  append(log, 'ccccc')
  expect(picture(log, result)).toBe('c×6')
  append(log, 'dddddddddd')
  expect(picture(log, result)).toBe('d×6')
})

it('a reader who cleared or paused sees the part of a run that is theirs', () => {
  const log = logOf('aaa')
  const result = log.query({ collapseRepeats: true })
  log.clear()
  append(log, 'aab')
  expect(picture(log, result)).toBe('a×2 b')
  log.pause()
  append(log, 'bb')
  expect(picture(log, result)).toBe('a×2 b')
  log.resume()
  expect(picture(log, result)).toBe('a×2 b×3')
})

it('runs are the same whether hits came from above, from below, or were dropped in between', () => {
  const letters = fc.stringMatching(/^[ab]{0,12}$/)
  const change = fc.oneof(
    fc.record({ kind: fc.constant('newer' as const), letters }),
    fc.record({ kind: fc.constant('older' as const), letters }),
    fc.record({ kind: fc.constant('drop' as const), count: fc.nat(14) }),
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const hits = new HitList()
      const texts = new Map<number, string>()
      const runs = new RepeatRuns(hits, (index, former) => texts.get(index) === texts.get(former))
      let [low, high] = [0, 0]
      for (const each of changes) {
        if (each.kind === 'newer') {
          for (const letter of each.letters) {
            texts.set(high, letter)
            hits.push(high)
            high += 1
          }
        } else if (each.kind === 'older') {
          for (const letter of each.letters) {
            low -= 1
            texts.set(low, letter)
            hits.unshift(low)
          }
        } else {
          low = Math.min(high, low + each.count)
          hits.dropBelow(low)
        }
        runs.update()
        const expected: string[] = []
        for (let index = low; index < high; index += 1) {
          const letter = texts.get(index) as string
          if (index > low && texts.get(index - 1) === letter) expected.push(`${expected.pop()}${letter}`)
          else expected.push(letter)
        }
        const found: string[] = []
        for (let hit = hits.first; hit < hits.end;) {
          const run = runs.runOf(hit)
          expect(runs.startOf(run)).toBe(hit)
          const next = runs.startOf(run + 1)
          expect(runs.runOf(next - 1)).toBe(run)
          found.push(Array.from({ length: next - hit }, (_, row) => texts.get(hits.at(hit + row))).join(''))
          hit = next
        }
        expect(found).toEqual(expected)
      }
    }),
    { numRuns: 300 },
  )
})
