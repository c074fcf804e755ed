import { describe, expect, it } from 'vitest'
import type { LogQuery } from '../../../../src/client/log/event-log-types.ts'
import { matchesEverything, queryTerms, refines } from '../../../../src/client/log/search/line-matcher.ts'

describe('every hit of the next query is one of the former', () => {
  it.each<[next: LogQuery, former: LogQuery]>([
    [{}, {}],
    [{ text: 'error 5' }, { text: 'error' }],
    [{ text: 'ERROR' }, { text: 'error' }],
    [{ text: 'Error', matchCase: true }, { text: 'error' }],
    [
      { text: 'an Error', matchCase: true },
      { text: 'Error', matchCase: true },
    ],
    [
      { text: 'b  ab', mode: 'terms' },
      { text: 'a b', mode: 'terms' },
    ],
    [{ text: 'a b' }, { text: 'b a', mode: 'terms' }],
    [{ text: 'a', mode: 'regex' }, {}],
    [{ levels: ['error'] }, { levels: ['error', 'warn'] }],
    [{ levels: ['error'] }, {}],
    [{ threads: ['a'] }, { threads: ['a', 'b'] }],
    [
      { since: 10, until: 20 },
      { since: 10, until: 20 },
    ],
    [
      { since: 11, until: 19 },
      { since: 10, until: 20 },
    ],
    [{ since: 10, until: 20 }, {}],
  ])('%j after %j', (next, former) => {
    expect(refines(next, former)).toBe(true)
  })
})

describe('the next query may have hits that the former has not', () => {
  it.each<[next: LogQuery, former: LogQuery]>([
    [{}, { text: 'error' }],
    [{ text: 'warn' }, { text: 'error' }],
    [{ text: 'err' }, { text: 'error' }],
    [{ text: 'Error' }, { text: 'Error', matchCase: true }],
    [
      { text: 'error', matchCase: true },
      { text: 'Error', matchCase: true },
    ],
    [
      { text: 'a', mode: 'terms' },
      { text: 'a b', mode: 'terms' },
    ],
    [{ text: 'a', mode: 'regex' }, { text: 'a' }],
    [
      { text: 'ab', mode: 'regex' },
      { text: 'a', mode: 'regex' },
    ],
    [{ text: 'a' }, { text: 'a', mode: 'regex' }],
    [{}, { levels: ['error'] }],
    [{ levels: ['error', 'warn'] }, { levels: ['error'] }],
    [{}, { threads: ['a'] }],
    [{ threads: ['a', 'c'] }, { threads: ['a', 'b'] }],
    [{ since: 9 }, { since: 10 }],
    [{}, { since: 10 }],
    [{ until: 21 }, { until: 20 }],
    [{}, { until: 20 }],
  ])('%j after %j', (next, former) => {
    expect(refines(next, former)).toBe(false)
  })
})

it.each<[expected: boolean, query: LogQuery]>([
  [true, {}],
  [true, { text: '', matchCase: true, mode: 'terms' }],
  [false, { text: 'a' }],
  [false, { levels: [] }],
  [false, { threads: [] }],
  [false, { since: 0 }],
  [false, { until: 0 }],
])('%s: everything matches %j', (expected, query) => {
  expect(matchesEverything(query)).toBe(expected)
})

it('only terms are split, and an expression has none', () => {
  expect(queryTerms({ text: ' a  b ' })).toEqual([' a  b '])
  expect(queryTerms({ text: ' a  b ', mode: 'terms' })).toEqual(['a', 'b'])
  expect(queryTerms({ text: 'a b', mode: 'regex' })).toEqual([])
  expect(queryTerms({})).toEqual([])
})
