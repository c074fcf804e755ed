import { execFileSync } from 'node:child_process'
import { createMockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it } from 'vitest'
import { curlOf, mockCodeOf } from '../../../src/inspector/feed/feed-code.ts'
import { record } from './records.ts'

const target = { url: 'http://127.0.0.1:8000', needsToken: false }
const hard = { text: `it's "x" $HOME \\ \n é`, $kit: { seq: 1, epoch: 'a' } }

describe('a record as a command', () => {
  it('gives curl the address, the type and the very payload, through a shell', () => {
    const command = curlOf(record({ data: JSON.stringify(hard) }), target) ?? ''
    const output = execFileSync('sh', ['-c', command.replace(/^curl/, 'printf "%s\\0"')]).toString()
    const [url, flag, type, , body] = output.split('\0')
    expect([url, flag, type]).toEqual([
      'http://127.0.0.1:8000/api/v1/realtime/trigger',
      '-H',
      'content-type: application/json',
    ])
    expect(JSON.parse(body ?? '')).toEqual({ channel: 'news', event: 'made', data: { text: hard.text } })
  })

  it('takes a token from the environment, and names all channels', () => {
    const command = curlOf(record({ channels: ['a', 'b'] }), { ...target, needsToken: true })
    expect(command).toContain('-H "authorization: Bearer $PUSHER_KIT_TOKEN"')
    expect(command).toContain('"channels":["a","b"]')
  })

  it('is none for what is no event', () => {
    expect(curlOf(record({ kind: 'connection', data: null }), target)).toBeNull()
    expect(curlOf(record({ kind: 'webhook' }), target)).toBeNull()
    expect(mockCodeOf(record({ kind: 'webhook' }))).toBeNull()
  })
})

describe('a record as calls of the mock', () => {
  it('publishes the payload without the mark of the kit, in every channel', () => {
    expect(mockCodeOf(record({ data: JSON.stringify({ text: "it's", $kit: hard.$kit }) }))).toBe(
      String.raw`mock.trigger('news', 'made', { text: 'it\'s' })`,
    )
    expect(mockCodeOf(record({ channels: ['a', '#server-to-user-ana'] }))).toBe(
      "mock.trigger('a', 'made', { a: 1 })\nmock.sendToUser('ana', 'made', { a: 1 })",
    )
  })

  it('lets a member send a client event, as the app receives it', async () => {
    const code = mockCodeOf(
      record({ kind: 'client', channels: ['presence-room'], event: 'client-typing', sender: 'ana' }),
    )
    const mock = createMockPusher({ user: { id: 'me' } })
    const channel = mock.client().subscribe('presence-room')
    const received: unknown[] = []
    channel.bind('client-typing', (data: unknown) => received.push(data))
    await mock.subscribed('presence-room')
    const AsyncFunction = async function () {}.constructor as new (
      parameter: string,
      body: string,
    ) => (mock: unknown) => Promise<void>
    await new AsyncFunction('mock', code ?? '')(mock)
    await mock.settled()
    expect(received).toEqual([{ a: 1 }])
    mock.dispose()
  })
})
