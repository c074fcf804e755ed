import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FetchHistoryPage, HistoryPage } from '../../../../src/client/log/event-log-types.ts'
import { HistoryError } from '../../../../src/client/log/feed/history-client.ts'
import { asHistoryError, cursorBelow, fetchPage } from '../../../../src/client/log/feed/history-pages.ts'
import { RetryPauses } from '../../../../src/client/log/feed/retry-pauses.ts'

const page = (seqs: readonly number[], nextCursor: number | null = null): HistoryPage => ({
  events: seqs.map((seq) => ({ seq, event: 'log', data: seq, timestamp: new Date(0).toISOString() })),
  epoch: 'e1',
  first_seq: 1,
  last_seq: 9,
  next_cursor: nextCursor,
  has_more: true,
})
const failure = (status: number | null): HistoryError =>
  new HistoryError('history_failed', 'logs', status, 'It failed.')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the cursor of the next older page', () => {
  it.each([
    ['is the oldest number of the page', page([3, 4]), 5, 3],
    ['is that of a page without matching events', page([], 4), 5, 4],
    ['is null where neither advances: the same number', page([5, 6]), 5, null],
    ['is null where neither advances: a larger number', page([], 6), 5, null],
    ['is null for a page without events and cursor', page([]), 5, null],
  ])('%s', (_, answer, before, cursor) => {
    expect(cursorBelow(answer, before)).toBe(cursor)
  })
})

/** Requests a page from answers in turn. @returns the times of the requests and the result */
async function request(
  answers: readonly (HistoryPage | Error)[],
  { attempts, abortAt }: { attempts?: number; abortAt?: number } = {},
) {
  const start = performance.now()
  const times: number[] = []
  const controller = new AbortController()
  const { signal } = controller
  const fetchHistory: FetchHistoryPage = async () => {
    times.push(Math.round(performance.now() - start))
    const answer = answers[times.length - 1] ?? failure(503)
    if (abortAt === times.length) controller.abort()
    if (answer instanceof Error) throw answer
    return answer
  }
  const source = { channel: 'logs', fetchHistory, pauses: new RetryPauses() }
  const fetched = fetchPage(source, { limit: 10, signal }, attempts).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(60_000)
  return { times, result: (await fetched) as HistoryPage | HistoryError }
}

const seqsOf = (result: HistoryPage | HistoryError) =>
  'events' in result ? result.events.map(({ seq }) => seq) : result.message

describe('a page', () => {
  it.each([
    ['shortest', 0, [0, 300, 900, 2100]],
    ['average', 0.5, [0, 400, 1200, 2800]],
    ['longest', 1, [0, 500, 1500, 3500]],
  ])('is asked for four times, with pauses that double: the %s ones', async (_, random, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    const { times, result } = await request([])
    expect(times).toEqual(expected)
    expect(result).toMatchObject({ code: 'history_failed', status: 503 })
  })

  it('is asked for as often as its reader wants', async () => {
    expect((await request([], { attempts: 1 })).times).toEqual([0])
    expect((await request([], { attempts: 2 })).times).toHaveLength(2)
  })

  it('is that of the first request that succeeds', async () => {
    const { times, result } = await request([failure(null), page([1, 2]), page([3])])
    expect([times.length, seqsOf(result)]).toEqual([2, [1, 2]])
  })

  it.each([400, 403, 404, 499])('is asked for once when the answer is %i, which is final', async (status) => {
    expect((await request([failure(status), page([1])])).times).toEqual([0])
  })

  it.each([399, 408, 429, 500])('is asked for again when the answer is %i', async (status) => {
    expect((await request([failure(status), page([1])])).times).toHaveLength(2)
  })

  it('is not asked for again once nobody wants it', async () => {
    const { times, result } = await request([failure(503), page([1])], { abortAt: 1 })
    expect([times, seqsOf(result)]).toEqual([[0], 'It failed.'])
  })

  it.each([[[1, 2, 5]], [[5, 2, 1]], [[1, 2, 2, 5]], [[2, 2, 1, 5]]])(
    'with the numbers %j is read in ascending order, each once',
    async (seqs) => {
      expect(seqsOf((await request([page(seqs)])).result)).toEqual(
        [...new Set(seqs)].toSorted((a, b) => a - b),
      )
    },
  )

  it('that is in order is handed on as it is', async () => {
    const answer = page([1, 2])
    expect((await request([answer])).result).toBe(answer)
  })
})

it('another error than that of a history says which history could not be read, and why', () => {
  const cause = new TypeError('no network')
  const error = asHistoryError(cause, 'logs')
  expect(error).toBeInstanceOf(HistoryError)
  expect(error).toMatchObject({ code: 'history_failed', channel: 'logs', status: null, cause })
  expect(error.message).toContain('history of logs')
  expect(asHistoryError(error, 'others')).toBe(error)
})
