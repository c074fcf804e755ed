import { describe, expect, it } from 'vitest'
import { readLine } from '../../../../src/dev-server/cli/pipe/read-line.ts'

const now = Date.UTC(2026, 5, 15, 12)
const local = (text: string) => Date.parse(text)

describe('readLine', () => {
  it.each([
    ['plain words', 'info', null],
    ['12 errors were found', 'info', null],
    ['GET /error/404 200', 'info', null],
    ['ERROR could not open', 'error', null],
    ['error: could not open', 'error', null],
    ['warning: unused variable', 'warn', null],
    ['[WARN] low disk', 'warn', null],
    ['[debug] x=1', 'debug', null],
    ['npm ERR! code E404', 'error', null],
    ['npm warn deprecated x', 'warn', null],
    ['TypeError: x is not a function', 'error', null],
    ['ts=1 level=warn msg=x', 'warn', null],
    ['\u001b[31mERROR\u001b[39m red', 'error', null],
    [' FAIL  test/a.test.ts', 'error', null],
    ['2026-01-02T03:04:05.678Z INFO ready', 'info', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['2026-01-02T03:04:05+02:00 ready', 'info', Date.UTC(2026, 0, 2, 1, 4, 5)],
    ['[2026-01-02 03:04:05,678] FATAL x', 'fatal', local('2026-01-02T03:04:05.678')],
    ['2026-99-02T03:04:05Z not a date', 'info', null],
    ['Jan  2 03:04:05 host app[1]: error: x', 'error', local('2026-01-02T03:04:05')],
    ['Dec 31 23:59:59 host app: x', 'info', local('2025-12-31T23:59:59')],
    ['<11>Jan  2 03:04:05 host app: x', 'error', local('2026-01-02T03:04:05')],
    ['<165>1 2026-01-02T03:04:05.003Z host app - - - x', 'info', Date.UTC(2026, 0, 2, 3, 4, 5, 3)],
  ])('reads %j as %s at %s and keeps its text', (text, level, timestamp) => {
    expect(readLine(text, now)).toEqual({ text, level, timestamp })
  })

  it('reads a line of pino', () => {
    const line = '{"level":50,"time":1767323045678,"pid":7,"hostname":"box","msg":"broken","code":"E1"}'
    expect(readLine(line, now)).toEqual({
      text: 'broken code="E1"',
      level: 'error',
      timestamp: 1767323045678,
    })
  })

  it('reads a line of bunyan', () => {
    const line =
      '{"name":"app","hostname":"box","pid":7,"level":20,"msg":"hi","time":"2026-01-02T03:04:05.678Z","v":0}'
    expect(readLine(line, now)).toEqual({
      text: 'hi',
      level: 'debug',
      timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    })
  })

  it('reads a line of winston', () => {
    const line = '{"level":"warn","message":"careful","timestamp":"2026-01-02T03:04:05Z","label":"db"}'
    expect(readLine(line, now)).toEqual({
      text: 'careful label="db"',
      level: 'warn',
      timestamp: Date.UTC(2026, 0, 2, 3, 4, 5),
    })
  })

  it.each(['{"a":1}', '{broken}', '{"level":30}', '{"level":{"a":1},"msg":"x"}', '[]', 'null'])(
    'leaves %s as plain text',
    (text) => {
      expect(readLine(text, now)).toMatchObject({ text, timestamp: null })
    },
  )
})
