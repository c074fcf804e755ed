import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSelfLog, mostKept } from '../../../src/dev-server/self-log/self-log.ts'
import { terminalLog } from '../../../src/dev-server/cli/terminal-log.ts'
import { signChannel, signUser } from '../../../src/protocol/index.ts'
import { RawWire } from '../../protocol/raw-wire.ts'

/** A hub whose observer is the log, and the texts of that log. */
function logged() {
  const log = createSelfLog()
  const wire = new RawWire({}, { observe: log.hub })
  return { wire, log, texts: () => log.kept().map(({ text }) => text) }
}

describe('the dev server’s own log', () => {
  it('has no channel_data, user_data, payload, signature or signed text', () => {
    const { wire, texts } = logged()
    const client = wire.connect()
    const member = { user_id: 'ada', user_info: { note: 'secret-of-the-member' } }
    const channelData = JSON.stringify(member)
    const right = signChannel(wire.app, client.socketId, 'presence-a', channelData)
    const rightUser = signUser(wire.app, client.socketId, '{"id":"secret-user-data"}')
    client.subscribe('presence-a', { member, auth: `${right}0` })
    client.subscribe('private-a', { member, auth: `${right}1` })
    client.subscribe('presence-a', { member })
    client.say({ event: 'client-x', channel: 'presence-a', data: 'secret-of-the-event' })
    wire.call('POST', '/events', { body: { name: 'e', channel: 'presence-a', data: 'secret-of-the-event' } })
    wire.hub.handle({
      method: 'POST',
      path: '/apps/3/events',
      query: `auth_key=${wire.app.key}&auth_version=1.0&auth_timestamp=${Math.floor(wire.clock.now() / 1000)}&auth_signature=secret-signature&body_md5=${createHash('md5').update('{}').digest('hex')}`,
      body: '{}',
    })
    wire.hub.handle({ method: 'POST', path: '/apps/3/events', query: 'auth_key=secret-token', body: '{}' })
    const forged = wire.connect()
    forged.signIn({ id: 'secret-user-data' }, rightUser)
    const all = texts().join('\n')
    expect(all).toContain('subscription refused: presence-a')
    expect(all).toContain('Invalid signature')
    expect(all).toContain('request POST /apps/3/events 401')
    const hidden = [right, rightUser].map((auth) => auth.slice(auth.indexOf(':') + 1))
    for (const secret of [...hidden, 'secret', 'auth_key=', 'HmacSHA256', wire.app.secret]) {
      expect(all).not.toContain(secret)
    }
  })

  it('shows control characters of names, paths, keys and reasons as escapes, one line each', () => {
    const { wire, log, texts } = logged()
    const evil = 'x\n2026-01-01 ERROR forged\r\u001b[31m\u009b\u2028\u202e'
    const client = wire.connect()
    client.subscribe(evil, { auth: 'x' })
    client.signIn({ id: evil })
    client.subscribe('private-a')
    client.say({ event: `client-${evil}`, channel: 'private-a', data: 1 })
    wire.connect(evil)
    wire.call('POST', '/events', { body: { name: evil, channel: 'private-a', data: '1' } })
    wire.hub.handle({ method: 'GET\n', path: `/apps/${evil}/channels`, query: '', body: '' })
    log.server('info', 'request', { method: 'GET', path: `/${evil}`, status: 200 })
    log.server('warn', evil, { reason: evil })
    log.refused({ error: evil, code: 'host_refused', field: 'host' })
    const lines = texts()
    expect(lines.length).toBeGreaterThan(9)
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u)
    expect(lines.join('\n')).toContain(
      'x\\u000a2026-01-01 ERROR forged\\u000d\\u001b[31m\\u009b\\u2028\\u202e',
    )
  })

  it('keeps the newest 1 000 lines, numbered in order', () => {
    const log = createSelfLog()
    for (let i = 0; i < mostKept + 100; i++) log.server('info', `line ${i}`)
    const kept = log.kept()
    expect(kept).toHaveLength(mostKept)
    expect(kept[0]?.text).toBe('line 100')
    expect(kept.at(-1)?.text).toBe(`line ${mostKept + 99}`)
    const [first = { number: 0 }] = kept
    expect(kept.map(({ number }) => number)).toEqual(kept.map((_, index) => first.number + index))
  })

  it('goes on when a terminal or a page fails', () => {
    const fail = () => {
      throw new Error('thrown on purpose by a terminal')
    }
    const log = createSelfLog(fail)
    const got: string[] = []
    log.subscribe(fail)
    const stop = log.subscribe(({ text }) => got.push(text))
    log.server('info', 'one')
    stop()
    log.server('info', 'two')
    expect(got).toEqual(['one'])
    expect(log.kept()).toHaveLength(2)
  })

  it('leaves out what a pipe or a page asks for many times a second, unless it fails', () => {
    const log = createSelfLog()
    for (const path of ['/api/v1/logs', '/api/v1/channels/logs/events', '/healthz', '/pusher/webhook']) {
      log.server('info', 'request', { method: 'GET', path, status: 200, ms: 1 })
      log.server('warn', 'request', { method: 'GET', path, status: 403, ms: 1 })
    }
    expect(log.kept().map(({ level }) => level)).toEqual(['warn', 'warn', 'warn', 'warn'])
  })

  it('cuts long lines, and keeps letters, emoji and their joiners', () => {
    const log = createSelfLog()
    log.server('info', 'Zoë 👩‍💻 שלום')
    log.server('info', 'x'.repeat(10_000))
    expect(log.kept().map(({ text }) => text)).toEqual(['Zoë 👩‍💻 שלום', `${'x'.repeat(2000)}…`])
  })
})

describe('the lines in the terminal', () => {
  const line = {
    number: 1,
    text: 'request GET /x 403 in 1 ms',
    timestamp: new Date(2026, 0, 2, 3, 4, 5).getTime(),
  }

  function written(options: { isTerminal: boolean; env?: Record<string, string> }) {
    const texts: string[] = []
    const log = terminalLog({ write: (text) => texts.push(text), env: {}, ...options })
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log({ ...line, level })
    return texts
  }

  it('have time, level and text, one line an event above debug', () => {
    expect(written({ isTerminal: false })).toEqual([
      '03:04:05 INFO  request GET /x 403 in 1 ms\n',
      '03:04:05 WARN  request GET /x 403 in 1 ms\n',
      '03:04:05 ERROR request GET /x 403 in 1 ms\n',
    ])
  })

  it('have colours in a terminal, unless NO_COLOR or the terminal says otherwise', () => {
    expect(written({ isTerminal: true })[1]).toBe(
      '\u001B[90m03:04:05\u001B[39m \u001B[33mWARN \u001B[39m request GET /x 403 in 1 ms\n',
    )
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect(written({ isTerminal: true, env })).toEqual(written({ isTerminal: false }))
    }
  })
})
