// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { pusherConfigFromEnv } from 'react-pusher-kit/client'

const server = 'http://127.0.0.1:8000'
const dev = { VITE_PUSHER_KEY: 'key', VITE_PUSHER_SERVER_URL: server, VITE_PUSHER_DEV: '1' }
const header = 'x-pusher-kit-dev-user'
const identity = Symbol.for('react-pusher-kit.dev-user')
const page = location.href
let sent: Headers[]

beforeEach(() => {
  sent = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_input, init) => {
    sent.push(new Headers(init?.headers))
    return new Response('{}')
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
  forgetPage()
  location.href = page
})

/** What a reload forgets. */
function forgetPage() {
  Reflect.deleteProperty(globalThis, identity)
}

function open(address: string) {
  forgetPage()
  location.href = address
}

/** Locks of other tabs; as in a browser, one is held until what its callback returned has settled. */
function stubLocks(taken: string[] = []) {
  const held = new Set(taken.map((name) => `react-pusher-kit:guest:${name}`))
  let asked = 0
  async function request(
    name: string,
    { ifAvailable = false, signal }: LockOptions,
    use: (lock: Lock | null) => unknown,
  ): Promise<void> {
    asked += 1
    const isFree = !held.has(name)
    if (!isFree && !ifAvailable) {
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    }
    if (isFree) held.add(name)
    await use(isFree ? { name, mode: 'exclusive' } : null)
    if (isFree) held.delete(name)
  }
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'locks'))
  return { asked: () => asked }
}

/** What is drawn: the first names in the order of their lists, and then the last one again and again. */
function stubDraws(...draws: number[]) {
  let count = 0
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const draw = draws[Math.min(count, draws.length - 1)] ?? 0
    count += 1
    return (array as unknown as Uint32Array).fill(draw) as unknown as typeof array
  })
}

/** The identity that a request has. */
async function identityOf(url = `${server}/api/v1/pusher/auth`, env: object = dev) {
  const { fetch = globalThis.fetch } = pusherConfigFromEnv({ ...env })
  await fetch(url, { method: 'POST', headers: { authorization: 'Bearer x' } })
  expect(sent.at(-1)?.get('authorization')).toBe('Bearer x')
  return sent.at(-1)?.get(header) ?? null
}

describe('the identity of a tab', () => {
  it('is a guest, the same for every request and after a reload', async () => {
    const guest = await identityOf()
    expect(guest).toMatch(/^guest:[a-z]+-[a-z]+-\d{4}$/)
    expect(await identityOf()).toBe(guest)
    open(page)
    expect(await identityOf()).toBe(guest)
    sessionStorage.clear()
    open(page)
    expect(await identityOf()).not.toBe(guest)
  })

  it('is who the address names, also on the next pages of the tab, until it names somebody else', async () => {
    open('http://localhost:5173/room?x=1&dev-user=ana')
    expect(await identityOf()).toBe('user:ana')
    open('http://localhost:5173/other')
    expect(await identityOf()).toBe('user:ana')
    open('http://localhost:5173/?dev-user=zo%C3%AB%20maria')
    expect(await identityOf()).toBe('user:zo%C3%AB%20maria')
    open('http://localhost:5173/?dev-user=')
    expect(await identityOf()).toMatch(/^guest:/)
  })

  it('draws anew where the storage holds something else', async () => {
    for (const text of ['', 'admin:ana', 'guest:', 'user:a\nb', '[object Object]']) {
      sessionStorage.setItem('react-pusher-kit:dev-user', text)
      open(page)
      expect(await identityOf()).toMatch(/^guest:[a-z]+-[a-z]+-\d{4}$/)
    }
  })

  it('is another for each tab that is drawn', async () => {
    const guests = new Set<string | null>()
    for (let tab = 0; tab < 20; tab++) {
      sessionStorage.clear()
      open(page)
      guests.add(await identityOf())
    }
    expect(guests.size).toBe(20)
  })

  it('is added to the headers of a Request, and to a URL', async () => {
    const { fetch = globalThis.fetch } = pusherConfigFromEnv(dev)
    await fetch(new Request(`${server}/x`, { headers: { 'x-own': 'first' } }))
    expect(sent.at(-1)?.get('x-own')).toBe('first')
    expect(sent.at(-1)?.get(header)).toMatch(/^guest:/)
    await fetch(new Request(`${server}/x`, { headers: { 'x-own': 'first' } }), {
      headers: { 'x-own': 'second' },
    })
    expect(sent.at(-1)?.get('x-own')).toBe('second')
    await fetch(new URL(`${server}/x`))
    expect(sent.at(-1)?.get(header)).toMatch(/^guest:/)
  })

  it('is not sent with a Request to elsewhere, from a page of this machine neither', async () => {
    open('http://localhost:5173/')
    const { fetch = globalThis.fetch } = pusherConfigFromEnv(dev)
    await fetch(new Request('https://api.example.com/x'))
    expect(sent.at(-1)?.has(header)).toBe(false)
  })

  it('stays a guest through a reload, once the page before it has let go of the name', async () => {
    sessionStorage.setItem('react-pusher-kit:dev-user', 'guest:amber-fox-4821')
    stubLocks()
    open(page)
    expect(await identityOf()).toBe('guest:amber-fox-4821')
  })

  it('is another guest in a tab that was duplicated, since the first tab still has the name', async () => {
    stubLocks()
    const first = await identityOf()
    // The copy of a tab has its storage.
    open(page)
    const second = await identityOf()
    expect(second).toMatch(/^guest:[a-z]+-[a-z]+-\d{4}$/)
    expect(second?.replace(/-\d+$/, '')).not.toBe(first?.replace(/-\d+$/, ''))
    expect(sessionStorage.getItem('react-pusher-kit:dev-user')).toBe(second)
  })

  it('is the same user in a tab that was duplicated, where the address named one', async () => {
    stubLocks()
    open('http://localhost:5173/?dev-user=ana')
    expect(await identityOf()).toBe('user:ana')
    for (let tab = 0; tab < 2; tab += 1) {
      open('http://localhost:5173/')
      expect(await identityOf()).toBe('user:ana')
    }
  })

  it('is no name that another tab has', async () => {
    stubLocks(['amber-badger', 'azure-bear'])
    stubDraws(0, 1, 2)
    expect(await identityOf()).toBe('guest:birch-beaver-1002')
  }, 10_000)

  it('is told apart by its number alone where other tabs have all the names that were drawn', async () => {
    const { asked } = stubLocks(['amber-badger'])
    stubDraws(0)
    expect(await identityOf()).toBe('guest:amber-badger-1000')
    expect(asked()).toBe(50)
  })

  it.each([
    'https://api.example.com/x',
    'http://localhost.evil.com/',
    'http://192.168.1.5:8000/',
    'http://127.0.0.1.evil.com',
  ])('is not sent to %s', async (url) => {
    expect(await identityOf(url)).toBeNull()
  })

  it.each([
    ['without PUSHER_DEV', { ...dev, VITE_PUSHER_DEV: undefined }],
    ['with PUSHER_DEV=0', { ...dev, VITE_PUSHER_DEV: '0' }],
    ['with a server elsewhere', { ...dev, VITE_PUSHER_SERVER_URL: 'https://api.example.com' }],
    [
      'with a server that only looks like this machine',
      { ...dev, VITE_PUSHER_SERVER_URL: 'http://localhost.evil.com' },
    ],
  ])('is off %s', async (_, env) => {
    expect(pusherConfigFromEnv(env)).not.toHaveProperty('fetch')
    expect(await identityOf(undefined, env)).toBeNull()
    expect(sessionStorage).toHaveLength(0)
  })

  it('goes to the server of the page, through the proxy of a bundler, where the environment names no other', async () => {
    open('http://localhost:5173/')
    const env = {
      NEXT_PUBLIC_PUSHER_KEY: 'key',
      NEXT_PUBLIC_PUSHER_DEV: '1',
      NEXT_PUBLIC_PUSHER_AUTH_ENDPOINT: '/api/v1/pusher/auth',
    }
    expect(await identityOf('/api/v1/pusher/auth', env)).toMatch(/^guest:/)
    open('https://app.example.com/')
    expect(pusherConfigFromEnv(env)).not.toHaveProperty('fetch')
  })

  it('is off in a page without an address of its own, which a path says nothing about', () => {
    open('about:blank')
    expect(pusherConfigFromEnv({ ...dev, VITE_PUSHER_SERVER_URL: '/api' })).not.toHaveProperty('fetch')
  })

  it.each(['window', 'document'])('is off on a server, which has no %s', (name) => {
    open('http://localhost:5173/')
    vi.stubGlobal(name, undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    expect(pusherConfigFromEnv(dev)).not.toHaveProperty('fetch')
  })

  it('gives one function for every render, so that nothing connects anew', () => {
    expect(pusherConfigFromEnv(dev).fetch).toBe(pusherConfigFromEnv({ ...dev }).fetch)
  })
})
