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
