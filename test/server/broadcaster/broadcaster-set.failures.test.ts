import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bodyOf, demoServer } from '../demo-server.ts'
import {
  accept,
  answerWith,
  breakOff,
  dripWith,
  floodWith,
  hang,
  reset,
  StandInUpstream,
} from './stand-in-upstream.ts'
import type { UpstreamAnswer } from './stand-in-upstream.ts'

const channel = 'private-user-42'

type State = 'failing' | 'limit_reached'

/** How the primary answers; its state then, and the reason in `/admin/broadcaster-status`. */
const failures: [string, UpstreamAnswer, State, RegExp][] = [
  ['hangs before the headers', hang, 'failing', /within 300 ms/],
  ['drips a 200 without an end', dripWith(200), 'failing', /within 300 ms/],
  ['drips a 500 without an end', dripWith(500), 'failing', /within 300 ms/],
  ['floods a 200 without an end', floodWith(200), 'failing', /larger than \d+ bytes/],
  ['floods a 500 without an end', floodWith(500), 'failing', /at most \d+ bytes/],
  ['resets the connection', reset, 'failing', /could not be reached/],
  ['breaks the answer off', breakOff, 'failing', /within 300 ms/],
  ['answers after the time-out', late, 'failing', /within 300 ms/],
  ['answers 200 with HTML', answerWith(200, '<html>Welcome</html>'), 'failing', /a page of HTML/],
  ['answers 200 with nothing', answerWith(200, ''), 'failing', /an empty body/],
  ['answers 200 with an array', answerWith(200, '[]'), 'failing', /something else/],
  ['answers 200 with half an object', answerWith(200, '{"a":'), 'failing', /something else/],
  ['answers 200 with an error', answerWith(200, '{"error":"No app"}'), 'failing', /with an error/],
  ['answers 201', answerWith(201, '{}'), 'failing', /201/],
  ['answers 204', answerWith(204, ''), 'failing', /204/],
  ['redirects to a page', redirect(302), 'failing', /redirect/],
  ['redirects the event', redirect(307), 'failing', /redirect/],
  ['redirects in a circle', answerWith(302, '', { location: '/' }), 'failing', /redirect/],
  ['answers 401', answerWith(401, 'Invalid signature'), 'failing', /401: Invalid signature/],
  ['answers 403', answerWith(403, 'App disabled'), 'failing', /403: App disabled/],
  ['answers 404', answerWith(404, 'App not found'), 'failing', /404: App not found/],
  ['answers 402', answerWith(402, 'Payment required'), 'limit_reached', /402: Payment required/],
  ['answers 403 with quota', answerWith(403, 'Over your message quota'), 'limit_reached', /quota/],
  ['answers 429', answerWith(429, 'Too many requests'), 'failing', /429: Too many/],
  ['answers 500', answerWith(500, 'Oops'), 'failing', /500: Oops/],
  ['answers 503 with HTML', answerWith(503, '<html>Away</html>'), 'failing', /503 with a page of HTML/],
]

const rejections: [string, UpstreamAnswer, RegExp][] = [
  ['answers 400', answerWith(400, 'Bad event'), /broadcast given up.*400: Bad event/],
  ['answers 413', answerWith(413, 'Too large'), /broadcast given up.*413: Too large/],
  ['answers 422, as Reverb does', answerWith(422, '{"name":["x"]}'), /broadcast given up.*422/],
]

function redirect(status: number): UpstreamAnswer {
  return (response, { path }) => {
    if (path === '/login') answerWith(200, '{}')(response)
    else answerWith(status, '', { location: '/login' })(response)
  }
}

function late(response: ServerResponse): void {
  setTimeout(() => answerWith(200, '{}')(response), 400)
}

describe('a primary backend that', () => {
  let primary: StandInUpstream
  let fallback: StandInUpstream
  beforeEach(async () => {
    primary = await new StandInUpstream().open()
    fallback = await new StandInUpstream().open()
  })
  afterEach(async () => {
    await primary.close()
    await fallback.close()
  })

  /** @param timeout - ms; long where something else than time has to end the request */
  function start(timeout = 10_000) {
    const lines: string[] = []
    const demo = demoServer({
      broadcaster: {
        primary: primary.backend('primary', timeout),
        fallbacks: [fallback.backend('fallback')],
        retryDelays: [0],
      },
      log: (level, message, fields) => lines.push(`${level} ${message} ${JSON.stringify(fields)}`),
    })
    const trigger = async (on: string, data: object) => {
      const body = { channel: on, event: 'notification', data }
      return (await demo.post('/api/v1/realtime/trigger', body)).status
    }
    const report = async () => {
      const body = await bodyOf(await demo.request('/admin/broadcaster-status', { token: 'token-admin' }))
      return (body['broadcasters'] as object[])[0]
    }
    const backend = async () => {
      const body = await bodyOf(await demo.request('/api/v1/pusher/status'))
      return (body['backends'] as object[])[0]
    }
    return { ...demo, lines, trigger, report, backend }
  }

  it.each(failures)('%s: the fallback gets every event', async (_, answer, status, reason) => {
    primary.answer = answer
    const { trigger, report, backend, request, lines, server } = start(
      reason.source.includes('300 ms') ? 300 : 10_000,
    )
    for (const n of [1, 2, 3]) expect(await trigger(channel, { n })).toBe(200)
    expect(await trigger('public-news', { n: 'plain' })).toBe(200)
    await expect.poll(() => fallback.numbers(channel)).toEqual([1, 2, 3])
    expect(fallback.taken.filter(({ data }) => data === '{"n":"plain"}')).toHaveLength(1)

    expect(await report()).toMatchObject({
      status,
      available: false,
      reason: expect.stringMatching(reason) as string,
    })
    expect(await backend()).toMatchObject({ status, reason: expect.any(String) as string })
    const health = await request('/healthz')
    expect(health.status).toBe(200)
    expect(await bodyOf(health)).toMatchObject({
      broadcaster: 'ok',
      quota: status === 'failing' ? 'ok' : 'limit_reached',
      backend: 'fallback',
    })
    await server.close()
    expect(primary.calls.map(({ path }) => path)).not.toContain('/login')
    // What never ends is not left behind, and no secret or signature is in the log.
    await expect.poll(() => primary.sockets.size).toBe(0)
    expect(JSON.stringify([lines, await backend()])).not.toMatch(/upstream-secret|auth_signature=[0-9a-f]/)
  })

  it.each(rejections)('%s: the event is passed over, and its channel goes on', async (_, answer, line) => {
    primary.answer = answer
    const { trigger, report, lines, server } = start()
    for (const n of [1, 2, 3]) expect(await trigger(channel, { n })).toBe(200)
    expect(await trigger('public-news', { n: 'plain' })).toBe(502)
    await expect.poll(() => lines.filter((each) => line.test(each))).toHaveLength(3)
    expect(await report()).toMatchObject({ status: 'active', available: true })
    primary.answer = accept
    expect(await trigger(channel, { n: 4 })).toBe(200)
    await expect.poll(() => primary.numbers(channel)).toEqual([4])
    expect(fallback.calls).toEqual([])
    await server.close()
  })

  it('repeats what was signed in its 401 brings no signature, key or payload into the log', async () => {
    primary.answer = (response, { events }) => {
      const hex = 'ab'.repeat(32)
      const words = `Invalid signature: HMAC of "POST\n/apps/1/events\nauth_key=key-primary&auth_signature=${hex}" is ${hex}`
      answerWith(401, `${words}\u001b[31m ${JSON.stringify(events[0])}`)(response)
    }
    const { trigger, lines, report, server } = start()
    expect(await trigger('public-news', { words: 'the-payload' })).toBe(200)
    const text = JSON.stringify([lines, await report()])
    expect(text).toContain('Invalid signature')
    expect(text).not.toMatch(/abab|key-primary&|auth_key=key|the-payload|\\u001b/)
    await server.close()
  })
})
