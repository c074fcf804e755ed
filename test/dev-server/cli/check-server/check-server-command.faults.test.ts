import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { signChannel } from '../../../../src/protocol/index.ts'
import { app, check, type Fault, faultyServer, token, withJson } from './checked-server.ts'

const isHistory = (path: string) => /\/channels\/.*\/events/.test(path)
const isAuth = (path: string) => path === '/api/v1/pusher/auth'
const isTrigger = (path: string) => path === '/api/v1/realtime/trigger'

/** Changes pages of the history. */
const pages = (change: (page: Record<string, unknown>) => object): Fault => ({
  answer: (path, response) => (isHistory(path) && response.ok ? withJson(response, change) : undefined),
})
const eventsOf = (page: Record<string, unknown>) => page['events'] as { seq: number; data: object }[]

/** Changes the query of requests for the history. */
const query = (change: (parameters: URLSearchParams) => void): Fault => ({
  ask: (path, request) => {
    if (!isHistory(path)) return request
    const url = new URL(request.url)
    change(url.searchParams)
    return new Request(url, request)
  },
})

const withHeader = (request: Request, name: string, value: string | null) => {
  const copy = new Request(request)
  if (value === null) copy.headers.delete(name)
  else copy.headers.set(name, value)
  return copy
}

/** Answers requests that are refused as if they were not. */
const accepts = (isRoute: (path: string) => boolean, statuses: readonly number[], body: object): Fault => ({
  answer: (path, { status }) =>
    isRoute(path) && statuses.includes(status) ? Response.json(body) : undefined,
})

const signature = `key:${'0'.repeat(64)}`

const faults: readonly [fault: string, Fault, line: RegExp][] = [
  [
    'a signature by another secret',
    {
      answer: (path, { ok }) =>
        isAuth(path) && ok
          ? Response.json({
              auth: signChannel({ ...app, secret: 'other' }, '1234.5678', 'private-check-server'),
            })
          : undefined,
    },
    /^failed +a subscription to private-check-server is signed: Expected the signature .* by the secret of the app but got another one\. Sign SOCKET:CHANNEL/,
  ],
  [
    'a signature of another form',
    { answer: (path, { ok }) => (isAuth(path) && ok ? Response.json({ auth: 'signature' }) : undefined) },
    /`auth` to be the key of the app, a colon and 64 hexadecimal digits but got 200/,
  ],
  [
    'a signature for whoever asks',
    {
      ask: (path, request) =>
        isAuth(path) ? withHeader(request, 'authorization', `Bearer ${token}`) : request,
    },
    /^failed +a subscription without a token is refused: Expected 401 or 403 for a request without a token but got 200/,
  ],
  [
    'a signature of a crafted socket id',
    accepts(isAuth, [400], { auth: signature }),
    /^failed +a crafted socket id is refused: .*"1\.1:private-check-server-other" but got 200.*re\.fullmatch/,
  ],
  [
    'a signature of a crafted channel name',
    accepts(isAuth, [400], { auth: signature }),
    /^failed +a crafted channel name is refused: .*"#server-to-user-check-server" but got 200/,
  ],
  [
    'a limit of requests, which refuses for another reason',
    {
      answer: (path, { status }) =>
        isAuth(path) && status === 400 ? Response.json({ error: 'Too many' }, { status: 429 }) : undefined,
    },
    /^failed +a crafted socket id is refused: Expected a refusal \(400 to 499, but not 408 or 429\) .* but got 429 \("Too many"\)/,
  ],
  [
    'a cursor that does not advance',
    pages((page) => (page['has_more'] ? { ...page, next_cursor: 0 } : page)),
    /^failed +reading forwards continues at next_cursor: Expected `next_cursor` to advance beyond/,
  ],
  [
    'pages that never end',
    pages((page) => ({ ...page, has_more: true, next_cursor: Number(page['next_cursor']) + 1 })),
    /^failed +published events can be read.*within 60 pages/,
  ],
  [
    'pages with the newest first',
    pages((page) => ({ ...page, events: eventsOf(page).toReversed() })),
    /Expected `events` in ascending order of `seq`/,
  ],
  [
    'a hole in the numbers',
    pages((page) => ({
      ...page,
      events: eventsOf(page).map((one) => (one.seq > 9 ? { ...one, seq: one.seq + 1 } : one)),
    })),
    /^failed +numbers are contiguous: Expected 10 after 9 but got 11/,
  ],
  [
    'an event that was not stored',
    pages((page) => ({ ...page, events: eventsOf(page).filter(({ seq }) => seq !== 2) })),
    /^failed +published events can be read, once and in order: Expected all 14 events .* but got 13/,
  ],
  [
    'a page without an epoch',
    pages(({ epoch: _, ...page }) => page),
    /`epoch` of the page to be a non-empty text but got nothing/,
  ],
  [
    'times without a zone',
    pages((page) => ({
      ...page,
      events: eventsOf(page).map((one) => ({ ...one, timestamp: '2026-11-30T12:00:00.000' })),
    })),
    /`events\[0\]\.timestamp` of the page to be ISO 8601 text with its zone .* but got "2026-11-30T12:00:00\.000"/,
  ],
  [
    'another epoch than that of the receipts',
    pages((page) => ({ ...page, epoch: 'another' })),
    /^failed +published events.*Expected the epoch .* of the receipts but got another\./,
  ],
  [
    'stored payloads with $kit',
    pages((page) => ({
      ...page,
      events: eventsOf(page).map((one) => ({ ...one, data: { ...one.data, $kit: {} } })),
    })),
    /`events\[0\]\.data` without `\$kit`/,
  ],
  [
    'an `after` that includes its number',
    query((parameters) => {
      const after = Number(parameters.get('after') ?? 0)
      if (after > 0) parameters.set('after', String(after - 1))
    }),
    /Expected only events above \d+ for after=\d+ but got seq \d+/,
  ],
  [
    'a `before` that reads the oldest events',
    query((parameters) => {
      if (parameters.has('before') && !parameters.has('after')) parameters.set('after', '0')
    }),
    /^failed +reading backwards.*Expected the newest events, up to 1\d, for `before` alone but got up to 3/,
  ],
  [
    'a limit that is not kept',
    query((parameters) => parameters.set('limit', '1000')),
    /Expected at most 2 events for limit=2/,
  ],
  [
    'a filter that is ignored',
    query((parameters) => parameters.delete('event')),
    /^failed +only events of one name: Expected no events for event=check-server-none but got an event "log"/,
  ],
  [
    '404 for a channel without events',
    {
      answer: (path) =>
        path.includes('/check-server-')
          ? Response.json({ error: 'no such channel' }, { status: 404 })
          : undefined,
    },
    /^failed +a channel without events is empty: Expected an empty page with 200/,
  ],
  [
    'an idempotency key that is ignored',
    { ask: (path, request) => (isTrigger(path) ? withHeader(request, 'idempotency-key', null) : request) },
    /^failed +a repeated idempotency key publishes once: Expected the first response \(seq \d+\)/,
  ],
  [
    'a payload with $kit that is published',
    accepts(isTrigger, [400], {}),
    /^failed +a payload with \$kit is refused: .* but got 200/,
  ],
  [
    'a number that is given twice',
    {
      answer: (path, response, request) =>
        isTrigger(path) && response.ok
          ? request
              .text()
              .then((text) =>
                text.includes('at once') ? withJson(response, (body) => ({ ...body, seq: 4 })) : response,
              )
          : undefined,
    },
    /^failed +events published at the same time.*Expected 8 different numbers but got 4 twice/,
  ],
  [
    'a receipt without a number',
    {
      answer: (path, response) =>
        isTrigger(path) ? withJson(response, (body) => ({ ...body, seq: null })) : undefined,
    },
    /^failed +an event is published in logs and numbered: .*seq null.*--channel/,
  ],
  [
    'a user who may not publish',
    {
      answer: (path) =>
        isTrigger(path) ? Response.json({ detail: 'not yours' }, { status: 403 }) : undefined,
    },
    /^failed +an event is published.*but got 403 \("not yours"\)\. Pass channels .*--channel/,
  ],
  [
    'a failure of the server',
    {
      answer: (path) =>
        isHistory(path) ? new Response('Internal Server Error', { status: 500 }) : undefined,
    },
    /^failed +the history of logs is read.*but got 500 with "Internal Server Error"\. Check the log/,
  ],
  [
    'an HTML page in place of JSON, with the name of the proxy',
    {
      answer: (path) =>
        isHistory(path)
          ? new Response('<!doctype html><title>Welcome to nginx!</title>', {
              headers: { 'content-type': 'text/html', server: 'nginx/1.25.3' },
            })
          : undefined,
    },
    /Expected JSON from .* but got an HTML page \(200, "Welcome to nginx!", from "nginx\/1\.25\.3"\)\. .*proxy/,
  ],
  [
    'a page of a host that asks for a browser',
    {
      answer: (path) =>
        isAuth(path)
          ? new Response('<html><head><title>Just a moment...</title>', {
              status: 403,
              headers: { 'content-type': 'text/html', 'cf-ray': '1' },
            })
          : undefined,
    },
    /an HTML page \(403, "Just a moment\.\.\.", from "cloudflare"\)/,
  ],
  [
    'a redirect',
    {
      answer: (path) =>
        isTrigger(path)
          ? new Response(null, { status: 307, headers: { location: '/api/v1/realtime/trigger/' } })
          : undefined,
    },
    /^failed +an event is published.*but got a redirect \(307\) to "\/api\/v1\/realtime\/trigger\/"/,
  ],
  [
    'text that is no JSON',
    { answer: (path) => (isHistory(path) ? new Response('[]') : undefined) },
    /Expected a JSON object from .* but got 200 with "\[\]"/,
  ],
  [
    'a status that is always sent again',
    {
      ask: (path, request) =>
        path.endsWith('/status') ? withHeader(request, 'if-none-match', null) : request,
    },
    /^failed +an unchanged status is 304: Expected 304/,
  ],
  [
    'a header that names another backend',
    {
      answer: (path, response) => {
        if (!path.endsWith('/status')) return undefined
        response.headers.set('x-pusher-backend', 'other')
        return response
      },
    },
    /^failed +responses name the backend in x-pusher-backend: Expected key, .* but got other\./,
  ],
  [
    'a connection that breaks off',
    {
      raw: (path, response) => {
        if (!isHistory(path)) return false
        response.writeHead(200, { 'content-length': '100' }).write('{')
        response.socket?.end()
        return true
      },
    },
    /^failed +the history of logs is read: Expected a complete response .* but got an incomplete one \(status 200\)/,
  ],
]

describe('a fault of a server is named', () => {
  it.each(faults)('%s', async (_, fault, line) => {
    const { code, failed, output } = await check(await faultyServer(fault))
    expect(failed).toContainEqual(expect.stringMatching(line))
    expect(code).toBe(1)
    expect(output).not.toContain(token)
  })

  it('404 for what is crafted is a refusal, too', async () => {
    const url = await faultyServer({
      answer: (path, { status }) =>
        isAuth(path) && status === 400
          ? Response.json({ error: 'No such channel' }, { status: 404 })
          : undefined,
    })
    const { lines } = await check(url)
    expect(lines).toContain('ok           a crafted socket id is refused: 4 of them')
    expect(lines).toContain('ok           a crafted channel name is refused: 3 of them')
  })

  it('no answer, and a body that does not end: both within the time', async () => {
    const timeout = 250
    // The time passes where a request has come that gets no answer, or where an answer has begun.
    const pass = () => setImmediate(() => vi.advanceTimersByTime(timeout))
    const url = await faultyServer({
      raw: (path, response) => {
        if (isHistory(path))
          response.writeHead(200, { 'content-type': 'application/json' }).write('{"events":[')
        if (isAuth(path)) pass()
        return isHistory(path) || isAuth(path)
      },
    })
    const { fetch } = globalThis
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const response = await fetch(input, init)
      if (isHistory(response.url)) pass()
      return response
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
      vi.restoreAllMocks()
    })
    const { code, failed } = await check(url, { timeout })
    expect(failed).toEqual([
      expect.stringMatching(/^failed +a subscription to .* is signed: .* but got none within 0\.25 s\. /),
      expect.stringMatching(
        /^failed +the history of .* but got a body that had not ended after 0\.25 s \(status 200\)/,
      ),
    ])
    expect(code).toBe(1)
  })
})
