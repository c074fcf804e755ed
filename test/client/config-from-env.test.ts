import { describe, expect, test } from 'vitest'
import { pusherConfigFromEnv } from 'react-pusher-kit/client'

describe('pusherConfigFromEnv', () => {
  test.each(['VITE_', 'NEXT_PUBLIC_', ''])('reads names that begin with "%s"', (prefix) => {
    const env = {
      [`${prefix}PUSHER_KEY`]: 'key',
      [`${prefix}PUSHER_CLUSTER`]: 'eu',
      [`${prefix}PUSHER_AUTH_ENDPOINT`]: '/auth',
      [`${prefix}PUSHER_FORCE_TLS`]: 'false',
      [`${prefix}PUSHER_HOST`]: 'localhost',
      [`${prefix}PUSHER_PORT`]: '6001',
    }
    expect(pusherConfigFromEnv(env)).toEqual({
      appKey: 'key',
      cluster: 'eu',
      options: { wsHost: 'localhost', wsPort: 6001, wssPort: 6001, forceTLS: false },
      endpoints: { auth: '/auth' },
    })
  })

  test('takes every endpoint from the server that is named, but for one that is named itself', () => {
    const env = { VITE_PUSHER_SERVER_URL: 'http://127.0.0.1:8000/', VITE_PUSHER_AUTH_ENDPOINT: '/auth' }
    expect(pusherConfigFromEnv(env).endpoints).toEqual({
      auth: '/auth',
      userAuth: 'http://127.0.0.1:8000/api/v1/pusher/user-auth',
      message: 'http://127.0.0.1:8000/api/v1/pusher/message',
      trigger: 'http://127.0.0.1:8000/api/v1/realtime/trigger',
      history: 'http://127.0.0.1:8000/api/v1/channels/{channel}/events',
      status: 'http://127.0.0.1:8000/api/v1/pusher/status',
    })
  })

  test('gives null without a key', () => {
    expect(pusherConfigFromEnv({})).toEqual({ appKey: null, options: {}, endpoints: {} })
  })

  test.each([
    ['VITE_USE_PUSHER', 'false'],
    ['NEXT_PUBLIC_PUSHER_ENABLED', '0'],
    ['VITE_PUSHER_ENABLED', false],
  ])('%s = %s gives no appKey', (name, value) => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', [name]: value }).appKey).toBeNull()
  })

  test('true leaves the key', () => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', VITE_USE_PUSHER: 'true' }).appKey).toBe('key')
  })

  test('refuses a secret in a public variable', () => {
    const env = { VITE_PUSHER_KEY: 'key', VITE_PUSHER_SECRET: 'secret' }
    expect(() => pusherConfigFromEnv(env)).toThrow(/Expected no secret .* VITE_PUSHER_SECRET/)
  })

  test('does not look at the secret of the server', () => {
    expect(JSON.stringify(pusherConfigFromEnv({ PUSHER_KEY: 'key', PUSHER_SECRET: 'hidden' }))).not.toContain(
      'hidden',
    )
  })

  test('refuses a port that is none', () => {
    expect(() => pusherConfigFromEnv({ VITE_PUSHER_PORT: 'eighty' })).toThrow(
      'from 1 to 65535 but got "eighty"',
    )
  })
})
