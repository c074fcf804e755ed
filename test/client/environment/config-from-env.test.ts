// @vitest-environment happy-dom
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPusherKit, pusherConfigFromEnv } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('pusherConfigFromEnv', () => {
  it.each(['VITE_', 'NEXT_PUBLIC_', ''])('reads names that begin with "%s"', (prefix) => {
    const env = {
      [`${prefix}PUSHER_KEY`]: 'key',
      [`${prefix}PUSHER_CLUSTER`]: 'eu',
      [`${prefix}PUSHER_AUTH_ENDPOINT`]: '/auth',
      [`${prefix}PUSHER_FORCE_TLS`]: 'false',
      [`${prefix}PUSHER_HOST`]: 'localhost',
      [`${prefix}PUSHER_PORT`]: '6001',
    }
    const options = { wsHost: 'localhost', wsPort: 6001, wssPort: 6001, forceTLS: false }
    const endpoints = { auth: '/auth' }
    expect(pusherConfigFromEnv(env)).toEqual({
      appKey: 'key',
      cluster: 'eu',
      options,
      endpoints,
      defaults: { options, endpoints },
    })
  })

  it('takes every endpoint from the server that is named, but for one that is named itself', () => {
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

  it('options and endpoints beside it replace only what they name', async () => {
    const env = {
      VITE_PUSHER_KEY: 'mock-key',
      VITE_PUSHER_HOST: 'localhost',
      VITE_PUSHER_FORCE_TLS: 'false',
      VITE_PUSHER_SERVER_URL: 'http://127.0.0.1:8000',
    }
    const mock = createMockPusher()
    const asked: string[] = []
    const createClient = vi.fn(mock.provider.createClient)
    const kit = createPusherKit({
      ...pusherConfigFromEnv(env),
      options: { activityTimeout: 30_000, wsHost: 'other' },
      endpoints: { message: '/message' },
      createClient,
      fetch: (input, init) => {
        asked.push(input as string)
        return mock.fetch(input, init)
      },
    })
    expect(createClient.mock.calls[0]?.[1]).toMatchObject({
      activityTimeout: 30_000,
      wsHost: 'other',
      forceTLS: false,
    })
    await kit.sendMessage('news', 'chat', {}).catch(() => {})
    await kit.trigger('news', 'e', {}).catch(() => {})
    expect(asked).toEqual(['/message', 'http://127.0.0.1:8000/api/v1/realtime/trigger'])
    kit.dispose()
    mock.dispose()
  })

  it('says what to write in Next.js when the environment of a page is empty', () => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    pusherConfigFromEnv({})
    expect(note).toHaveBeenCalledTimes(1)
    expect(note.mock.calls[0]?.[0]).toContain('NEXT_PUBLIC_PUSHER_KEY: process.env.NEXT_PUBLIC_PUSHER_KEY')
  })

  it.each([
    ['with a variable of Pusher’s', { NEXT_PUBLIC_PUSHER_KEY: '' }],
    ['of Vite', { MODE: 'development', DEV: true }],
    ['of a production build', { NODE_ENV: 'production' }],
  ])('says nothing about an environment %s', (_, env) => {
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    pusherConfigFromEnv(env)
    expect(note).not.toHaveBeenCalled()
  })

  it('says nothing on a server, where no bundler empties the environment', () => {
    vi.stubGlobal('document', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    const note = vi.spyOn(console, 'info').mockImplementation(() => {})
    pusherConfigFromEnv({})
    expect(note).not.toHaveBeenCalled()
  })

  it('names no cluster without one, so that one before it counts', () => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key' })).not.toHaveProperty('cluster')
  })

  it('gives null without a key', () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    expect(pusherConfigFromEnv({})).toEqual({ appKey: null, options: {}, endpoints: {} })
  })

  it.each([
    ['VITE_USE_PUSHER', 'false'],
    ['NEXT_PUBLIC_PUSHER_ENABLED', '0'],
    ['VITE_PUSHER_ENABLED', false],
  ])('%s = %s gives no appKey', (name, value) => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', [name]: value }).appKey).toBeNull()
  })

  it('true leaves the key', () => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', VITE_USE_PUSHER: 'true' }).appKey).toBe('key')
  })

  it('refuses a secret in a public variable', () => {
    const env = { VITE_PUSHER_KEY: 'key', VITE_PUSHER_SECRET: 'secret' }
    expect(() => pusherConfigFromEnv(env)).toThrow(/Expected no secret .* VITE_PUSHER_SECRET/)
  })

  it('does not look at the secret of the server', () => {
    expect(JSON.stringify(pusherConfigFromEnv({ PUSHER_KEY: 'key', PUSHER_SECRET: 'hidden' }))).not.toContain(
      'hidden',
    )
  })

  it.each(['eighty', '0', '65536', '123456'])('refuses %s, which is no port', (port) => {
    expect(() => pusherConfigFromEnv({ VITE_PUSHER_PORT: port })).toThrow(`from 1 to 65535 but got "${port}"`)
  })

  it.each(['1', '65535', 6001])('takes %j for a port', (port) => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_PORT: port }).options).toEqual({
      wsPort: Number(port),
      wssPort: Number(port),
    })
  })

  const socket = { wsHost: 'ws.test', wsPort: 8080, wssPort: 8080, forceTLS: false }
  it.each<[string, Record<string, string>, object, object | undefined]>([
    ['only options', { VITE_WS_URL: 'ws://ws.test:8080' }, socket, { options: socket, endpoints: {} }],
    [
      'only endpoints',
      { VITE_PUSHER_AUTH_ENDPOINT: '/auth' },
      {},
      { options: {}, endpoints: { auth: '/auth' } },
    ],
    [
      'a cluster, which needs no host',
      { VITE_WS_URL: 'ws://ws.test:8080', VITE_PUSHER_CLUSTER: 'eu' },
      {},
      undefined,
    ],
    [
      'a host beside the address, which wins',
      { VITE_WS_URL: 'ws://ws.test:8080', VITE_PUSHER_HOST: 'other.test' },
      { wsHost: 'other.test' },
      { options: { wsHost: 'other.test' }, endpoints: {} },
    ],
  ])('defaults hold what is named: %s', (_, env, options, defaults) => {
    const config = pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', ...env })
    expect(config.options).toEqual(options)
    expect(config.defaults).toEqual(defaults)
  })

  it.each([
    [{}, 'key'],
    [{ VITE_ENABLE_WEBSOCKET: 'false' }, null],
    [{ VITE_ENABLE_WEBSOCKET: 'true' }, 'key'],
    [{ VITE_ENABLE_WEBSOCKET: 'false', VITE_USE_PUSHER: 'true' }, 'key'],
    [{ VITE_USE_PUSHER: 'true', VITE_PUSHER_ENABLED: 'false' }, null],
  ])('the switches %j give the key %j', (env, appKey) => {
    expect(pusherConfigFromEnv({ VITE_PUSHER_KEY: 'key', ...env }).appKey).toBe(appKey)
  })
})
