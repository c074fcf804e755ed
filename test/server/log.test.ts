import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonLog, prettyLog } from 'react-pusher-kit/server'
import type { ServerLog } from 'react-pusher-kit/server'
import { demoServer } from './demo-server.ts'

/** What moves a cursor, ends a line or turns the direction of the text around. */
const control = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u
const hostile =
  '/x%0a2026-01-01T00:00:00.000Z%20ERROR%20forged%1b[31m%C2%9B31m%7F%E2%80%AE%E2%81%A6%E2%80%A8%E2%80%A9'

function linesOf(make: (write: (line: string) => void) => ServerLog) {
  const lines: string[] = []
  return { lines, log: make((line) => lines.push(line)) }
}

describe('control characters of a request', () => {
  it.each([
    ['prettyLog', prettyLog],
    ['jsonLog', jsonLog],
  ])('never reach a line of %s', async (_, make) => {
    const { lines, log } = linesOf(make)
    const { request, post, server } = demoServer({ log })
    await request(hostile)
    await post(hostile, {})
    await post('/api/v1/realtime/trigger', { channel: 'logs', event: 'a', data: {} })
    await server.close()
    expect(lines.join('')).toContain('forged')
    for (const line of lines) {
      expect(line.endsWith('\n')).toBe(true)
      expect(line.slice(0, -1)).not.toMatch(control)
    }
  })

  it('never reach a log of the app itself', async () => {
    const seen: unknown[] = []
    const { request } = demoServer({ log: (...line) => seen.push(line) })
    await request(hostile)
    const texts = seen.flatMap((line) => {
      const [, message, fields = {}] = line as Parameters<ServerLog>
      return [message, ...Object.values(fields).map(String)]
    })
    expect(texts.join(' ')).toContain('forged')
    for (const text of texts) expect(text).not.toMatch(control)
  })
})

describe('prettyLog', () => {
  it('keeps what a request brings inside of its quotes', () => {
    const { lines, log } = linesOf(prettyLog)
    log('warn', 'request', { path: '/x status=200 ms=1', status: 404, empty: '', quoted: 'a"b' })
    expect(lines[0]).toMatch(
      /WARN {2}request path="\/x status=200 ms=1" status=404 empty="" quoted="a\\"b"\n$/,
    )
  })

  it('shows an escaped character by its number', () => {
    const { lines, log } = linesOf(prettyLog)
    log('info', 'a\u001b[31mb', { 'na\nme': 'x\u009by\u2028z\u202e' })
    expect(lines[0]).toMatch(/INFO {2}a\\u001b\[31mb na\\u000ame="?x\\u009by\\u2028z\\u202e"?\n$/)
  })

  it('writes one line without control characters, whatever it gets', () => {
    const any = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(any, fc.dictionary(any, any), (message, fields) => {
        for (const make of [prettyLog, jsonLog]) {
          const { lines, log } = linesOf(make)
          log('error', message, fields)
          expect(lines.map((line) => control.test(line.slice(0, -1)))).toEqual([false])
        }
      }),
    )
  })
})

describe('jsonLog', () => {
  it('writes JSON that reads back as what it got', () => {
    const { lines, log } = linesOf(jsonLog)
    log('info', 'a\u001b\u009b\u2028', { path: '/\u202e' })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'a\u001b\u009b\u2028', path: '/\u202e' })
  })

  it('keeps its own time, level and message', () => {
    const { lines, log } = linesOf(jsonLog)
    log('info', 'request', { level: 'error', msg: 'forged', time: 'never' })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'request' })
  })
})
