import { describe, expect, it } from 'vitest'
import { ConfigError, pusherConfigFromEnv } from 'react-pusher-kit/client'

/** An environment of Vite's: a page with it gets no note. */
const vite = { MODE: 'test', VITE_PUSHER_KEY: 'key' }
const server = 'http://localhost:8000'

function authOf(env: Record<string, unknown>): string | undefined {
  return pusherConfigFromEnv({ ...vite, ...env }).endpoints.auth
}

describe('where the server is', () => {
  it.each(['VITE_API_BASE_URL', 'NEXT_PUBLIC_API_BASE', 'VITE_PUSHER_SERVER_URL'])(
    '%s puts every endpoint below it, however its address ends',
    (name) => {
      for (const end of ['', '/', '/api', '/api/v1', '/api/v1/']) {
        expect(authOf({ [name]: server + end })).toBe(`${server}/api/v1/pusher/auth`)
      }
      expect(authOf({ [name]: '/api' })).toBe('/api/v1/pusher/auth')
      expect(authOf({ [name]: '/backend' })).toBe('/backend/api/v1/pusher/auth')
    },
  )

  it('PUSHER_SERVER_URL wins, and then the others are not read', () => {
    const env = { VITE_PUSHER_SERVER_URL: server, VITE_API_BASE_URL: 'no address' }
    expect(authOf(env)).toBe(`${server}/api/v1/pusher/auth`)
  })

  it('without a prefix the name belongs to another program', () => {
    expect(authOf({ API_BASE_URL: server, API_BASE: server })).toBeUndefined()
  })

  it.each(['localhost:8000', 'ftp://localhost', 'http://', '//localhost:8000', 'api'])(
    'refuses %s, with the name of the variable',
    (value) => {
      const read = () => authOf({ VITE_API_BASE_URL: value })
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(
        `Expected VITE_API_BASE_URL to be like http://localhost:8000 or /api but got "${value}"; correct the environment.`,
      )
    },
  )
})

describe('VITE_WS_URL', () => {
  const optionsOf = (env: Record<string, unknown>) => pusherConfigFromEnv({ ...vite, ...env }).options

  it.each([
    ['ws://localhost:8000/ws', { wsHost: 'localhost', wsPort: 8000, wssPort: 8000, forceTLS: false }],
    ['wss://rt.example.com', { wsHost: 'rt.example.com', wsPort: 443, wssPort: 443, forceTLS: true }],
    ['ws://rt.example.com', { wsHost: 'rt.example.com', wsPort: 80, wssPort: 80, forceTLS: false }],
    ['ws://[::1]:6001', { wsHost: '[::1]', wsPort: 6001, wssPort: 6001, forceTLS: false }],
  ])('%s gives host, port and TLS', (value, options) => {
    expect(optionsOf({ VITE_WS_URL: value })).toEqual(options)
  })

  it.each([{ VITE_PUSHER_CLUSTER: 'ap2' }, { VITE_PUSHER_HOST: 'rt.example.com' }])(
    'is not read beside %o, which says where Pusher is',
    (env) => {
      expect(optionsOf({ ...env, VITE_WS_URL: 'ws://localhost:8000/ws' })).toEqual(optionsOf(env))
    },
  )

  it.each(['localhost:8000', 'http://localhost:8000', 'ws://', '/ws'])('refuses %s', (value) => {
    expect(() => optionsOf({ VITE_WS_URL: value })).toThrow(
      `Expected VITE_WS_URL to be like ws://localhost:8000 but got "${value}"; correct the environment.`,
    )
  })
})

describe('what turns Pusher on and off', () => {
  const keyOf = (env: Record<string, unknown>) => pusherConfigFromEnv({ ...vite, ...env }).appKey

  it.each(['NEXT_PUBLIC_USE_PUSHER', 'VITE_ENABLE_WEBSOCKET', 'PUSHER_ENABLED'])('%s', (name) => {
    expect(keyOf({ [name]: 'false' })).toBeNull()
    expect(keyOf({ [name]: 'OFF' })).toBeNull()
    expect(keyOf({ [name]: 'true' })).toBe('key')
    expect(keyOf({ [name]: '' })).toBe('key')
  })

  it('an app that moved from its own WebSocket to Pusher says so by both', () => {
    expect(keyOf({ VITE_ENABLE_WEBSOCKET: 'false', VITE_USE_PUSHER: 'true' })).toBe('key')
    expect(keyOf({ VITE_ENABLE_WEBSOCKET: 'true', VITE_USE_PUSHER: 'false' })).toBeNull()
  })

  it.each(['NEXT_PUBLIC_USE_PUSHER', 'VITE_ENABLE_WEBSOCKET', 'PUSHER_SSL', 'VITE_PUSHER_FORCE_TLS'])(
    '%s is true or false, and nothing else',
    (name) => {
      const read = () => keyOf({ [name]: 'maybe' })
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(`Expected ${name} to be true or false but got "maybe"; correct the environment.`)
    },
  )

  it('PUSHER_SSL, as servers have it, turns TLS on and off', () => {
    const env = { PUSHER_KEY: 'key', PUSHER_HOST: '127.0.0.1', PUSHER_PORT: '8000', PUSHER_SSL: 'false' }
    expect(pusherConfigFromEnv(env).options).toMatchObject({ wsHost: '127.0.0.1', forceTLS: false })
  })

  it('a value is shown short', () => {
    expect(() => keyOf({ VITE_USE_PUSHER: 'x'.repeat(1000) })).toThrow(/got "x{60}…"; correct/)
    expect(() => keyOf({ VITE_USE_PUSHER: 'x'.repeat(60) })).toThrow(/got "x{60}"; correct/)
  })
})
