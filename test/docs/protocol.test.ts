import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackBatch, type } from 'react-pusher-kit/channels'
import type { PusherKit } from 'react-pusher-kit/client'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { readPayload } from '../../src/channels/internal.ts'
import { verifyApiRequest } from '../../src/protocol/http-api/request-signature.ts'
import { isSocketId, limits } from '../../src/protocol/index.ts'
import { largestPersistedPayload } from '../../src/server/publishing/payload.ts'
import { mockFixture } from '../client/support/mock-fixture.ts'
import { receive } from '../client/support/raw-frame.ts'
import { examplesOf, readHttp, requestOf, responseOf, steady } from './http-examples.ts'

const app = { id: '3', key: '278d425bdf160c739803', secret: '7ad3773142a6692b25b8' }
const epoch = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const text = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8')
const examples = examplesOf('docs/protocol.md')
const used = new Set<string>()

function example(name: string): string {
  const found = examples.get(name)
  if (found === undefined) throw new Error(`Expected an example ${name} in docs/protocol.md but got none.`)
  used.add(name)
  return found
}

const socketIdOf = (kit: PusherKit) => kit.connection.getSnapshot().socketId ?? undefined

/** Tags are hashes of what a server chooses. */
const withTag = (headers: Record<string, string>) =>
  headers['etag'] === undefined ? headers : { ...headers, etag: /^W\/"[\da-f]{16}"$/.test(headers['etag']) }

const bodyOf = (name: string): unknown => JSON.parse(readHttp(example(name)).body)

/** The reference server, with the app and the user of the page. */
function referenceServer() {
  return createPusherServer({
    broadcaster: embedded({ app, encryptionMasterKey: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' }),
    channels: { logs: { events: { log: type<object>(), chat: type<object>() }, persist: true } },
    authenticate: devTokens({ T: { id: 'ana', info: { name: 'Ana' } } }),
    authorize: {
      'private-foobar': () => true,
      'presence-foobar': () => true,
      'private-encrypted-notes': () => true,
      logs: { publish: () => true, history: () => true },
    } as object,
    unknownEvents: 'allow',
    rateLimit: false,
  })
}

describe('the reference server answers as the page says', () => {
  let server: ReturnType<typeof referenceServer>
  beforeEach(() => {
    server = referenceServer()
  })

  /** What the page shows, without what a server chooses. */
  async function shown(answer: string) {
    const response = responseOf(example(answer))
    const headers = Object.fromEntries(response.headers)
    return { status: response.status, headers: withTag(headers), body: steady(await response.json()) }
  }

  /** The same of what the server answers, with the headers that the page shows. */
  async function answered(request: Request, answer: string) {
    const response = await server.fetch(request)
    const names = [...responseOf(example(answer)).headers.keys()]
    const headers = Object.fromEntries(names.map((name) => [name, response.headers.get(name) ?? '']))
    return { status: response.status, headers: withTag(headers), body: steady(await response.json()) }
  }

  const asks = (request: string) => requestOf(example(request), 'http://app.example')

  it.each(['auth', 'presence', 'encrypted', 'batch-auth', 'signin', 'trigger', 'message', 'logs', 'status'])(
    '%s',
    async (name) => {
      const answer = `${name}-answer`
      expect(await answered(asks(`${name}-request`), answer)).toEqual(await shown(answer))
    },
  )

  it('a refusal', async () => {
    const body = 'socket_id=1234.1234&channel_name=private-other'
    const headers = { authorization: 'Bearer T', 'content-type': 'application/x-www-form-urlencoded' }
    const url = 'http://app.example/api/v1/pusher/auth'
    const refused = new Request(url, { method: 'POST', headers, body })
    expect(await answered(refused, 'refusal')).toEqual(await shown('refusal'))
  })

  it('a page of history, and an empty one', async () => {
    expect(await answered(asks('empty-history-request'), 'empty-history-answer')).toEqual(
      await shown('empty-history-answer'),
    )
    const texts = [...Array.from({ length: 40 }, (_, at) => `${at}`), 'built in 7 s', '12 tests passed']
    for (const line of texts) await server.publish('logs', 'log', { text: line })
    expect(await answered(asks('history-request'), 'history-answer')).toEqual(await shown('history-answer'))
  })

  it('a key that is used again: the first answer, and a conflict for another body', async () => {
    const first = await (await server.fetch(asks('logs-request'))).json()
    expect(await (await server.fetch(asks('logs-request'))).json()).toEqual({
      ...(first as object),
      repeated: true,
    })
    const { headers } = asks('logs-request')
    const other = { method: 'POST', headers, body: '[{"text":"another"}]' }
    const conflict = new Request('http://app.example/api/v1/logs', other)
    expect(await answered(conflict, 'conflict-answer')).toEqual(await shown('conflict-answer'))
  })

  it('304 while the status is the same', async () => {
    const { headers } = await server.fetch(asks('status-request'))
    const again = asks('status-request')
    again.headers.set('if-none-match', headers.get('etag') ?? '')
    const response = await server.fetch(again)
    expect([response.status, await response.text()]).toEqual([304, ''])
    expect(response.headers.get('x-pusher-backend')).toBe(app.key)
  })

  it.each(['1.1:private-other', '1.1\n', '1', 'a.b', ''])(
    'a crafted socket id is refused: %j',
    (socketId) => {
      expect(isSocketId(socketId)).toBe(false)
    },
  )
})

describe('the client asks and reads as the page says', () => {
  const on = mockFixture({ app })
  let requests: { at: string; headers: Headers; body: string }[] = []
  afterEach(() => {
    requests = []
  })

  /** A kit whose server answers with the examples of the page, in this order. */
  function kitWith(answers: readonly string[], options = {}) {
    const left = [...answers]
    const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(new URL(url as string, 'http://app.example'), init)
      const { pathname, search } = new URL(request.url)
      const at = `${request.method} ${pathname}${search}`
      requests.push({ at, headers: request.headers, body: await request.text() })
      const answer = left.length > 1 ? left.shift() : left[0]
      return responseOf(example(answer ?? ''))
    }
    return on.kit({ fetch, auth: { getToken: () => 'T', ...options } })
  }

  /** The first request since the last one, with the headers that the page shows, and the socket id of the page. */
  async function asked(name: string, socketId = '1234.1234') {
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(0))
    const [{ at: start, headers, body } = { at: '', headers: new Headers(), body: '' }] = requests
    const names = Object.keys(readHttp(example(name)).headers)
    return {
      start,
      headers: Object.fromEntries(names.map((header) => [header, headers.get(header)])),
      body: body.replace(socketId, '1234.1234'),
    }
  }

  it.each([
    ['auth', 'private-foobar', {}],
    ['presence', 'presence-foobar', {}],
  ])('%s', async (name, channel, options) => {
    const kit = kitWith([`${name}-answer`], options)
    await kit.whenConnected()
    kit.subscribe(channel)
    expect(await asked(`${name}-request`, socketIdOf(kit))).toEqual(readHttp(example(`${name}-request`)))
    // What the server signed goes to the backend as it is.
    const signed = bodyOf(`${name}-answer`) as object
    await vi.waitFor(() => expect(on.sent('pusher:subscribe', channel)).toBe(1))
    const frame = on.mock.frames.find(({ event }) => event === 'pusher:subscribe')
    expect(frame?.data).toEqual({ ...signed, channel })
  })

  it('many channels at once', async () => {
    const kit = kitWith(['batch-auth-answer'], { batch: true })
    await kit.whenConnected()
    kit.subscribe('private-foobar')
    kit.subscribe('private-other')
    expect(await asked('batch-auth-request', socketIdOf(kit))).toEqual(
      readHttp(example('batch-auth-request')),
    )
    await vi.waitFor(() =>
      expect(kit.channel('private-other').getSnapshot().error?.message).toContain(
        '403 from the auth endpoint',
      ),
    )
  })

  it('a sign-in', async () => {
    const kit = kitWith(['signin-answer'])
    await kit.whenConnected()
    kit.user.signIn()
    expect(await asked('signin-request', socketIdOf(kit))).toEqual(readHttp(example('signin-request')))
  })

  it('a refusal is final, and says why', async () => {
    const kit = kitWith(['refusal'])
    kit.subscribe('private-other')
    const { error } = bodyOf('refusal') as { error: string }
    await vi.waitFor(() => expect(kit.channel('private-other').getSnapshot().error?.message).toContain(error))
    // Once with the token, once with a new one.
    expect(requests).toHaveLength(2)
  })

  it('an event to others, and a message', async () => {
    const kit = kitWith(['trigger-answer', 'message-answer'])
    await kit.whenConnected()
    const receipt = await kit.trigger('logs', 'log', { text: 'built in 7 s' }, { toOthers: true })
    expect(await asked('trigger-request', socketIdOf(kit))).toEqual(readHttp(example('trigger-request')))
    expect(receipt).toEqual(bodyOf('trigger-answer'))
    requests = []
    expect(await kit.sendMessage('logs', 'chat', { text: 'hi' })).toEqual(bodyOf('message-answer'))
    expect(await asked('message-request')).toEqual(readHttp(example('message-request')))
  })

  it('a whole exchange: the first page, a cut, and what was missed', async () => {
    const kit = kitWith(['empty-history-answer', 'exchange-page'])
    const log = kit.log<{ text: string }>({ channel: 'logs' })
    onTestFinished(() => log.release())
    expect(await asked('empty-history-request')).toEqual(readHttp(example('empty-history-request')))
    await vi.waitFor(() => expect(log.getSnapshot().status).toBe('live'))
    const event = { event: 'log', channel: 'logs', data: example('exchange-event') }
    receive(kit, event)
    on.mock.drop()
    await vi.waitFor(() => expect(log.size).toBe(3), { timeout: 5000 })
    expect(requests[1]?.at).toBe('GET /api/v1/channels/logs/events?limit=1000&after=1')
    // A late event that was healed is dropped.
    const late = { text: 'testing', $kit: { seq: 2, epoch } }
    await vi.waitFor(() => expect(log.getSnapshot().status).toBe('live'))
    receive(kit, { event: 'log', channel: 'logs', data: JSON.stringify(late) })
    expect(log.slice().map(({ seq, data }) => [seq, data.text])).toEqual([
      [1, 'compiling'],
      [2, 'testing'],
      [3, 'done'],
    ])
    expect(log.getSnapshot().gaps).toEqual([])
  })
})

describe('events', () => {
  it('have their number in $kit', () => {
    const { data, ...mark } = readPayload(JSON.parse(example('event-payload')))
    expect(mark).toEqual({ seq: 41, epoch })
    expect(data).toEqual({ text: 'built in 7 s', level: 'info' })
    const seqOf = (seq: unknown) => readPayload({ $kit: { seq, epoch } }).seq
    expect([1, 4503599627370495, 4503599627370496, 0, 1.5, '1'].map(seqOf)).toEqual([
      1,
      4503599627370495,
      null,
      null,
      null,
      null,
    ])
  })

  it('come in batches, each item with its own number', () => {
    expect(unpackBatch(JSON.parse(example('batch-payload')))).toEqual([
      { event: 'log', data: { text: 'built in 7 s' }, seq: 41, epoch },
      { event: 'log', data: { text: '12 tests passed' }, seq: 42, epoch },
    ])
  })

  it('go to the backend in a signed request', () => {
    const { start, body } = readHttp(example('publish-request'))
    const [method = '', target = ''] = start.split(' ')
    const [path = '', query = ''] = target.split('?')
    verifyApiRequest({ ...app }, { method, path, query, body }, 1_767_225_600_000)
    const { data } = JSON.parse(body) as { data: string }
    expect(readPayload(JSON.parse(data))).toMatchObject({ seq: 41, epoch })
  })
})

it('the limits of the page are those of the code', () => {
  const rows = [...text.matchAll(/^\| ([^|]+?) +\| (\d+) (?:characters|bytes)? *\|$/gm)]
  const shown = rows.map(([, what = '', value]) => [what.trim(), Number(value)])
  expect(Object.fromEntries(shown)).toMatchObject({
    "a channel's name": limits.channelName,
    "an event's name": limits.eventName,
    'the payload of an event as JSON, including `$kit`': limits.eventData,
    'the payload before `$kit`, epoch of 36 characters': largestPersistedPayload,
    'channels of a publication': limits.channelsPerEvent,
    'events of a batch of the HTTP API': limits.eventsPerBatch,
    "a member's `user_info`": limits.presenceInfo,
    "a user's id": limits.userId,
  })
})

it('every example is checked', () => {
  expect([...examples.keys()].filter((name) => !used.has(name))).toEqual([])
})
