import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

type Kit = ReturnType<typeof on.kit>
const becomes = (kit: Kit, channel: string, wanted: string) =>
  vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe(wanted), fast)

describe('the token', () => {
  it('one refresh serves all channels that were refused with the old one', async () => {
    on.mock.authorize(({ token }) => (token === 'fresh' ? true : { status: 401 }))
    const getToken = vi.fn(({ refresh }: { refresh: boolean }) =>
      Promise.resolve(refresh ? 'fresh' : 'stale'),
    )
    const kit = on.kit({ auth: { getToken } })
    for (const name of ['a', 'b', 'c']) kit.subscribe(`private-${name}`)
    for (const name of ['a', 'b', 'c']) await becomes(kit, `private-${name}`, 'subscribed')
    expect(getToken.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
  })

  it('is not refreshed again for a refusal of the old one that comes after the refresh', async () => {
    on.mock.authorize(({ token, channelName }) =>
      token === 'fresh' ? true : { status: 401, delay: channelName === 'private-late' ? 30 : 0 },
    )
    let current = 'stale'
    let refreshes = 0
    const getToken = ({ refresh }: { refresh: boolean }) => {
      if (refresh) {
        refreshes += 1
        current = 'fresh'
      }
      return current
    }
    const kit = on.kit({ auth: { getToken } })
    for (const name of ['first', 'late']) kit.subscribe(`private-${name}`)
    for (const name of ['first', 'late']) await becomes(kit, `private-${name}`, 'subscribed')
    expect(refreshes).toBe(1)
  })

  it('a 403 after the refresh is final until retry()', async () => {
    const asked = vi.fn()
    on.mock.authorize(({ attempt }) => {
      asked()
      return attempt > 2 ? true : { status: 403 }
    })
    const kit = on.kit({ auth: { getToken: () => 'token' } })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(asked).toHaveBeenCalledTimes(2)
    kit.retry('private-a')
    await becomes(kit, 'private-a', 'subscribed')
  })

  it('without getToken a 401 is final at once', async () => {
    const asked = vi.fn(() => ({ status: 401 }))
    on.mock.authorize(asked)
    const kit = on.kit()
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('a getToken that fails is tried again, like a network that fails', async () => {
    const getToken = vi.fn<() => Promise<string>>()
    getToken.mockRejectedValueOnce(new Error('session service is away')).mockResolvedValue('token')
    const kit = on.kit({ auth: { getToken } })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'subscribed')
  })

  it('is in no error and in no frame', async () => {
    on.mock.authorize(() => ({ status: 403 }))
    const onError = vi.fn()
    const kit = on.kit({ auth: { getToken: () => 'top-secret' }, onError })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(JSON.stringify([onError.mock.calls, on.mock.frames])).not.toContain('top-secret')
  })
})

describe('the request', () => {
  function recorder(answer?: (url: string, init: RequestInit) => Promise<Response> | undefined) {
    const requests: { url: string; init: RequestInit }[] = []
    const fetch: typeof globalThis.fetch = (input, init = {}) => {
      const url = String(input instanceof Request ? input.url : input)
      requests.push({ url, init })
      return answer?.(url, init) ?? on.mock.fetch(input, init)
    }
    return { requests, fetch }
  }

  it('is a form with headers, cookies and the endpoint of the app', async () => {
    const { requests, fetch } = recorder()
    const kit = on.kit({
      fetch,
      endpoints: { auth: '/my/auth' },
      auth: { headers: () => ({ 'x-csrf': 'c' }), credentials: 'include', getToken: () => 't' },
    })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(requests).toHaveLength(1), fast)
    const [{ url, init } = { url: '', init: {} as RequestInit }] = requests
    expect([url, init.method, init.credentials]).toEqual(['/my/auth', 'POST', 'include'])
    expect(Object.fromEntries(new Headers(init.headers))).toMatchObject({
      'x-csrf': 'c',
      authorization: 'Bearer t',
    })
    const { socketId } = kit.connection.getSnapshot()
    expect(String(init.body as URLSearchParams)).toBe(`socket_id=${socketId}&channel_name=private-a`)
  })

  it('ends after auth.timeout and is sent again', async () => {
    const { requests, fetch } = recorder((_, { signal }) =>
      requests.length > 1
        ? undefined
        : new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error))
          }),
    )
    // A machine that is late must not let the second request wait as long as the first.
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const kit = on.kit({ fetch, auth: { timeout: 300 } })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    await becomes(kit, 'private-a', 'subscribed')
    expect(requests).toHaveLength(2)
  })

  it('waits as long as Retry-After says', async () => {
    const { requests, fetch } = recorder(() =>
      requests.length > 1
        ? undefined
        : Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '0.05' } })),
    )
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const kit = on.kit({ fetch })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(requests).toHaveLength(1), { interval: 1 })
    await vi.advanceTimersByTimeAsync(40)
    expect(requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20)
    expect(requests).toHaveLength(2)
    await becomes(kit, 'private-a', 'subscribed')
  })

  it('an answer that is no signature says so', async () => {
    const { fetch } = recorder(() => Promise.resolve(new Response('<html>')))
    const kit = on.kit({ fetch })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(kit.channel('private-a').getSnapshot().error).toMatchObject({
      status: 200,
      message: expect.stringContaining('without a signature'),
    })
  })

  it('is aborted when nobody needs the channel any more', async () => {
    let signal: AbortSignal | null | undefined
    const { fetch } = recorder((_, init) => {
      signal = init.signal
      return new Promise(() => {})
    })
    const kit = on.kit({ fetch })
    const lease = kit.subscribe('private-a')
    await vi.waitFor(() => expect(signal).toBeDefined(), fast)
    lease.release()
    await vi.waitFor(() => expect(signal?.aborted).toBe(true), fast)
  })

  it('channels of one tick share one request with auth.batch, and each gets its own answer', async () => {
    on.mock.authorize(({ channelName }) =>
      channelName === 'private-b' ? { status: 403, error: 'No' } : true,
    )
    const { requests, fetch } = recorder()
    const kit = on.kit({ fetch, auth: { batch: true } })
    for (const name of ['private-a', 'private-b', 'presence-c']) kit.subscribe(name)
    await becomes(kit, 'private-a', 'subscribed')
    await becomes(kit, 'private-b', 'error')
    await becomes(kit, 'presence-c', 'subscribed')
    expect(requests.map(({ url }) => url)).toEqual(['/api/v1/pusher/auth/batch'])
    expect(kit.channel('private-b').getSnapshot().error).toMatchObject({ status: 403 })
  })

  it('a batch that fails as a whole is tried again', async () => {
    const { requests, fetch } = recorder(() =>
      requests.length > 1 ? undefined : Promise.resolve(new Response('', { status: 502 })),
    )
    const kit = on.kit({ fetch, auth: { batch: true } })
    kit.subscribe('private-a')
    kit.subscribe('private-b')
    await vi.waitFor(() => expect(kit.channel('private-b').getSnapshot().status).toBe('subscribed'), {
      timeout: 30_000,
    })
    expect(requests.length).toBeGreaterThanOrEqual(2)
  })

  it('a batch that the network swallows is tried again', async () => {
    const { requests, fetch } = recorder(() =>
      requests.length > 1 ? undefined : Promise.reject(new TypeError('Failed to fetch')),
    )
    const kit = on.kit({ fetch, auth: { batch: true } })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed'), {
      timeout: 30_000,
    })
    expect(requests).toHaveLength(2)
  })

  it('a channel that is left before the token is there is not asked for', async () => {
    const { requests, fetch } = recorder()
    let give: (token: string) => void = () => {}
    const kit = on.kit({ fetch, auth: { getToken: () => new Promise((resolve) => (give = resolve)) } })
    const lease = kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.client?.channel('private-a')?.subscriptionPending).toBe(true), fast)
    lease.release()
    await vi.waitFor(() => expect(kit.client?.channel('private-a')).toBeUndefined(), fast)
    give('token')
    await on.mock.settled()
    expect(requests).toEqual([])
  })

  it('options with their own authorisation keep the pipeline out', async () => {
    const { requests, fetch } = recorder()
    const customHandler = vi.fn()
    const kit = on.kit({ fetch, options: { channelAuthorization: { customHandler } } })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(customHandler).toHaveBeenCalledTimes(1), fast)
    expect(requests).toEqual([])
  })
})

it('one request serves all that ask for the same signature before it is there', async () => {
  type Ask = (params: object, done: (error: Error | null, answer: unknown) => void) => void
  let ask: Ask | undefined
  const fetch = vi.fn(on.mock.fetch)
  const kit = on.kit({
    fetch,
    createClient: (appKey, options) => {
      ask = (options.channelAuthorization as unknown as { customHandler: Ask }).customHandler
      return on.mock.provider.createClient(appKey, options)
    },
  })
  await kit.whenConnected()
  const { socketId } = kit.connection.getSnapshot()
  const answers: unknown[] = []
  for (let asked = 0; asked < 2; asked += 1) {
    ask?.({ socketId, channelName: 'private-a' }, (_, answer) => answers.push(answer))
  }
  await vi.waitFor(() => expect(answers).toHaveLength(2), fast)
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(answers[0]).toMatchObject({ auth: expect.stringMatching(/^mock-key:/) })
  expect(answers[1]).toEqual(answers[0])
})

it('a request that retry() replaces does not make the kit send the new one twice', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const asked = vi.fn()
  const kit = on.kit({
    onError: () => {},
    auth: { timeout: 1000 },
    fetch: (_input, init) => {
      asked()
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    },
  })
  kit.subscribe('private-a')
  await vi.advanceTimersByTimeAsync(500)
  kit.retry('private-a')
  // Both the request and the subscription time out a second later. The next request follows after 250 ms at the earliest.
  await vi.advanceTimersByTimeAsync(1100)
  expect(asked).toHaveBeenCalledTimes(2)
})
