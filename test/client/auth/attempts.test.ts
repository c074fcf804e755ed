import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

/** Answers the first request so, and the rest as the mock does. */
function firstAnswer(answer: () => Response) {
  let asked = 0
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked += 1
    return asked === 1 ? Promise.resolve(answer()) : on.mock.fetch(input, init)
  }
  return { fetch, asked: () => asked }
}

async function statusAfter(answer: () => Response, wanted: string) {
  const { fetch, asked } = firstAnswer(answer)
  const kit = on.kit({ fetch, onError: () => {} })
  kit.subscribe('private-a')
  const { getSnapshot } = kit.channel('private-a')
  await vi.waitFor(() => expect(getSnapshot().status).toBe(wanted), fast)
  return { error: getSnapshot().error, asked: asked() }
}

it.each([408, 429, 500, 503])('an answer of %i may pass, and is asked for again', async (status) => {
  const retryAfter = { 'retry-after': '0.01' }
  const answer = () => new Response('{}', { status, headers: retryAfter })
  expect(await statusAfter(answer, 'subscribed')).toEqual({ error: null, asked: 2 })
})

it.each([
  [400, '{"error":"No such channel"}', '400 from the auth endpoint: No such channel'],
  [404, '{"error":{"why":"nested"}}', '404 from the auth endpoint'],
  [409, 'null', '409 from the auth endpoint'],
  [428, '"text"', '428 from the auth endpoint'],
  [499, '', '499 from the auth endpoint'],
])('an answer of %i with the body %s is final', async (status, body, words) => {
  const { error, asked } = await statusAfter(() => new Response(body, { status }), 'error')
  expect(asked).toBe(1)
  expect(error).toMatchObject({ status })
  expect(error?.message).toContain(words)
  expect(error?.message).not.toMatch(/undefined|object|nested/)
})

it.each(['null', '5', '[]', '{"auth":7}'])('an answer of %s holds no signature', async (body) => {
  const { error } = await statusAfter(() => new Response(body), 'error')
  expect(error).toMatchObject({ status: 200, message: expect.stringContaining('without a signature') })
})

describe('on virtual time', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([undefined, '0', 'soon'])(
    'without a wait that it names (%s), 250 ms pass at least',
    async (after) => {
      const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': after }
      const { fetch, asked } = firstAnswer(() => new Response('', { status: 503, headers }))
      const kit = on.kit({ fetch })
      kit.subscribe('private-a')
      await vi.waitFor(() => expect(asked()).toBe(1), { interval: 0 })
      await vi.advanceTimersByTimeAsync(240)
      expect(asked()).toBe(1)
      await vi.advanceTimersByTimeAsync(300)
      expect(asked()).toBe(2)
    },
  )

  it('what is given up leaves no timer of its retry', async () => {
    const fetch = vi.fn(() => new Promise<Response>(() => {}))
    const kit = on.kit({ fetch })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), { interval: 0 })
    const before = vi.getTimerCount()
    const lease = kit.subscribe('private-a')
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1), { interval: 0 })
    lease.release()
    await vi.advanceTimersByTimeAsync(1)
    expect(vi.getTimerCount()).toBe(before)
  })
})

it.each(['"none"', '7', 'null'])('a batch whose channels are %s holds no signatures', async (channels) => {
  const fetch = () => Promise.resolve(new Response(`{"channels":${channels}}`))
  const kit = on.kit({ fetch, onError: () => {}, auth: { batch: true } })
  kit.subscribe('private-a')
  const { getSnapshot } = kit.channel('private-a')
  await vi.waitFor(() => expect(getSnapshot().status).toBe('error'), fast)
  expect(getSnapshot().error).toMatchObject({ status: 200 })
})

it.each([
  [50, [50]],
  [51, [50, 1]],
])('%i channels of one tick are batches of %j', async (count, sizes) => {
  const asked: number[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push((JSON.parse(init?.body as string) as { channel_names: string[] }).channel_names.length)
    return on.mock.fetch(input, init)
  }
  const kit = on.kit({ fetch, auth: { batch: true } })
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
  const names = Array.from({ length: count }, (_, index) => `private-${index}`)
  for (const name of names) kit.subscribe(name)
  await vi.waitFor(() => {
    for (const name of names) expect(kit.channel(name).getSnapshot().status).toBe('subscribed')
  }, fast)
  expect(asked).toEqual(sizes)
})

it.each([204, 205])('a receipt of %i has no body, and is one', async (status) => {
  const kit = on.kit({ fetch: () => Promise.resolve(new Response(null, { status })) })
  await expect(kit.sendMessage('news', 'chat', {})).resolves.toEqual({ seq: null, epoch: null })
})

it('304 has no body either, and is none', async () => {
  const kit = on.kit({ fetch: () => Promise.resolve(new Response(null, { status: 304 })) })
  await expect(kit.sendMessage('news', 'chat', {})).rejects.toMatchObject({ status: 304 })
})
