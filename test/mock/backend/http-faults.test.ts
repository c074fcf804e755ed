import { createMockPusher, MockError, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherKit } from 'react-pusher-kit/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: MockPusher

beforeEach(() => {
  vi.useFakeTimers()
  mock = createMockPusher()
})

afterEach(() => {
  mock.dispose()
  vi.useRealTimers()
})

const requests = {
  auth: ['/api/v1/pusher/auth', { socket_id: '1.2', channel_name: 'private-a' }],
  authBatch: ['/api/v1/pusher/auth/batch', { socket_id: '1.2', channel_names: ['private-a'] }],
  userAuth: ['/api/v1/pusher/user-auth', { socket_id: '1.2' }],
  message: ['/api/v1/pusher/message', { message_type: 'm', channel: 'logs', payload: {} }],
  trigger: ['/api/v1/realtime/trigger', { channel: 'logs', event: 'e', data: {} }],
  triggerBatch: ['/api/v1/realtime/trigger/batch', { batch: [{ channel: 'logs', event: 'e', data: {} }] }],
  history: ['/api/v1/channels/logs/events', null],
  status: ['/api/v1/pusher/status', null],
} as const

type Name = keyof typeof requests

function ask(name: Name, signal?: AbortSignal): Promise<Response> {
  const [path, fields] = requests[name]
  return mock.fetch(path, {
    ...(fields && { method: 'POST', body: JSON.stringify(fields) }),
    ...(signal && { signal }),
  })
}

const statuses = async (...names: Name[]) => {
  const answers: number[] = []
  for (const name of names) answers.push((await ask(name)).status)
  return answers
}

describe('mock.http', () => {
  it.each([
    ['auth', ['auth', 'authBatch']],
    ['userAuth', ['userAuth']],
    ['message', ['message']],
    ['trigger', ['trigger', 'triggerBatch']],
    ['history', ['history']],
    ['status', ['status']],
  ] as const)('route %s fails alone', async (route, failing) => {
    mock.http({ route, status: 503 })
    const names = Object.keys(requests) as Name[]
    const expected = names.map((name) => ((failing as readonly Name[]).includes(name) ? 503 : 200))
    expect(await statuses(...names)).toEqual(expected)
  })

  it('without a route every request fails, and one at a path fails alone', async () => {
    const stop = mock.http({ status: 500 })
    expect(await statuses('auth', 'message', 'history')).toEqual([500, 500, 500])
    stop()
    mock.http({ route: '/api/v1/pusher/message', status: 502 })
    expect(await statuses('auth', 'message')).toEqual([200, 502])
  })

  it('is counted, and a list of faults comes one after the other', async () => {
    const first = mock.http({ route: 'message', status: 500, times: 2 })
    const second = mock.http({ route: 'message', status: 429, headers: { 'Retry-After': '3' }, times: 1 })
    expect(await statuses('trigger', 'message', 'message')).toEqual([200, 500, 500])
    const answer = await ask('message')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3'])
    expect(await statuses('message')).toEqual([200])
    expect([first.count, second.count]).toEqual([2, 1])
  })

  it('ends when the returned function is called, and only once', async () => {
    const stop = mock.http({ route: 'history', status: 404 })
    const other = mock.http({ route: 'history', status: 410 })
    expect(await statuses('history')).toEqual([404])
    stop()
    stop()
    expect(await statuses('history')).toEqual([410])
    other()
    expect(await statuses('history')).toEqual([200])
  })

  it('answers an object as JSON, a text as it is, and nothing where nothing is allowed', async () => {
    mock.http({ route: 'auth', status: 403, body: { error: 'no' }, times: 1 })
    mock.http({ route: 'auth', status: 200, body: '<!doctype html>', times: 1 })
    mock.http({ route: 'auth', status: 204, times: 1 })
    const json = await ask('auth')
    expect(json.headers.get('content-type')).toContain('application/json')
    expect(await json.json()).toEqual({ error: 'no' })
    const text = await ask('auth')
    expect(text.headers.get('content-type')).toContain('text/plain')
    expect(await text.text()).toBe('<!doctype html>')
    expect((await ask('auth')).status).toBe(204)
  })

  it('a body alone is answered with 200', async () => {
    mock.http({ route: 'history', body: { events: 'not a list' } })
    const answer = await ask('history')
    expect([answer.status, await answer.json()]).toEqual([200, { events: 'not a list' }])
  })

  it('status 0 is a network that fails', async () => {
    mock.http({ route: 'message', status: 0, times: 1 })
    await expect(ask('message')).rejects.toThrow(TypeError)
    expect(await statuses('message')).toEqual([200])
  })

  it('a delay alone delays the usual answer, by the fake clock', async () => {
    mock.http({ route: 'auth', delay: 700 })
    const answered = vi.fn()
    void ask('auth').then(answered)
    await vi.advanceTimersByTimeAsync(699)
    expect(answered).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(answered).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }))
  })

  it('a hanging request ends with its signal, and does not keep the mock from settling', async () => {
    mock.http({ route: 'message', hang: true, times: 1 })
    const aborting = new AbortController()
    const answer = ask('message', aborting.signal)
    await mock.settled()
    aborting.abort()
    await expect(answer).rejects.toThrow('abort')
    expect(await statuses('message')).toEqual([200])
  })

  it('a delayed request ends with its signal, too', async () => {
    mock.http({ route: 'message', delay: 60_000 })
    const aborting = new AbortController()
    const answer = ask('message', aborting.signal)
    await vi.advanceTimersByTimeAsync(10)
    aborting.abort()
    await expect(answer).rejects.toThrow('abort')
  })

  it('fails the auth requests of bare clients, too', async () => {
    const stop = mock.http({ route: 'auth', status: 403, body: 'not you' })
    const user = mock.http({ route: 'userAuth', status: 500 })
    const pusher = mock.client()
    const refused = vi.fn()
    const signedIn = vi.fn()
    pusher.subscribe('private-a').bind('pusher:subscription_error', refused)
    pusher.signin()
    pusher.user.signinDonePromise?.then(signedIn, signedIn)
    await vi.advanceTimersByTimeAsync(20)
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ status: 403 }))
    expect([stop.count, user.count]).toEqual([1, 1])
    stop()
    pusher.unsubscribe('private-a')
    pusher.subscribe('private-a')
    await mock.subscribed('private-a')
  })

  it('a kit tries again what failed once', async () => {
    const fault = mock.http({ route: 'auth', status: 503, times: 1 })
    const kit = createPusherKit(mock.provider)
    kit.subscribe('private-a')
    await vi.advanceTimersByTimeAsync(5000)
    expect(fault.count).toBe(1)
    expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed')
    kit.dispose()
  })

  it.each([
    [{ route: 'nowhere' }, /route/],
    [{ route: 'constructor' }, /route/],
    [{ route: 3 }, /route/],
    [{ status: 99 }, /status/],
    [{ status: '500' }, /status/],
    [{ status: 700 }, /status/],
    [{ times: 0 }, /times/],
    [{ times: 1.5 }, /times/],
    [{ delay: -1 }, /delay/],
    [{ delay: Infinity }, /hang/],
    [{ hang: 'yes' }, /hang/],
    [{}, /status/],
    [{ route: 'auth' }, /status/],
  ])('refuses %j, and says what it expects', (fault, reason) => {
    expect(() => mock.http(fault as Parameters<MockPusher['http']>[0])).toThrow(reason)
    expect(() => mock.http(fault as Parameters<MockPusher['http']>[0])).toThrow(MockError)
  })

  it('ends with the mock', () => {
    mock.dispose()
    expect(() => mock.http({ status: 500 })).toThrow(/disposed/)
  })
})
