import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pusherConfigFromEnv } from 'react-pusher-kit/client'
import { broadcasterFromEnvironment } from 'react-pusher-kit/server'
import { readCommandLine } from '../../src/dev-server/cli/command-line.ts'
import { openStore } from '../../src/dev-server/setup/open-store.ts'
import { socketSettings } from '../../src/dev-server/cli/serve/socket-environment.ts'

type Env = Record<string, string>

/** The variables of a table of docs/environment.md. */
function variablesOf(heading: string): string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/environment.md'), 'utf8')
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  return [...own.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )
}

/** A Vite environment: a page with it gets no note. */
const page = (env: Env) => pusherConfigFromEnv({ MODE: 'test', VITE_PUSHER_KEY: 'key', ...env })
const backend = (env: Env) =>
  broadcasterFromEnvironment({ PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's', ...env })
const auth = 'http://server/api/v1/pusher/auth'
const host = { PUSHER_HOST: 'ws.example.com', PUSHER_PORT: '6001' }

/** By its name: what a variable changes. */
const ofPages: Readonly<Record<string, () => unknown>> = {
  PUSHER_KEY: () => expect(pusherConfigFromEnv({ PUSHER_KEY: 'a' }).appKey).toBe('a'),
  PUSHER_APP_KEY: () => expect(pusherConfigFromEnv({ PUSHER_APP_KEY: 'a' }).appKey).toBe('a'),
  PUSHER_CLUSTER: () => expect(page({ NEXT_PUBLIC_PUSHER_CLUSTER: 'ap2' }).cluster).toBe('ap2'),
  PUSHER_HOST: () => expect(page(host).options.wsHost).toBe('ws.example.com'),
  PUSHER_PORT: () => expect(page(host).options.wsPort).toBe(6001),
  PUSHER_FORCE_TLS: () => expect(page({ VITE_PUSHER_FORCE_TLS: 'no' }).options.forceTLS).toBe(false),
  PUSHER_SSL: () => expect(page({ PUSHER_SSL: 'false' }).options.forceTLS).toBe(false),
  PUSHER_AUTH_ENDPOINT: () => expect(page({ VITE_PUSHER_AUTH_ENDPOINT: '/a' }).endpoints.auth).toBe('/a'),
  PUSHER_SERVER_URL: () =>
    expect(page({ VITE_PUSHER_SERVER_URL: 'http://server' }).endpoints.auth).toBe(auth),
  NEXT_PUBLIC_API_BASE: () =>
    expect(page({ NEXT_PUBLIC_API_BASE: 'http://server/api/v1' }).endpoints.auth).toBe(auth),
  VITE_API_BASE_URL: () => expect(page({ VITE_API_BASE_URL: 'http://server/' }).endpoints.auth).toBe(auth),
  VITE_WS_URL: () =>
    expect(page({ VITE_WS_URL: 'ws://localhost:8000' }).options).toMatchObject({
      wsHost: 'localhost',
      wsPort: 8000,
    }),
  NEXT_PUBLIC_USE_PUSHER: () => expect(page({ NEXT_PUBLIC_USE_PUSHER: 'false' }).appKey).toBeNull(),
  PUSHER_ENABLED: () => expect(page({ VITE_PUSHER_ENABLED: '0' }).appKey).toBeNull(),
  VITE_ENABLE_WEBSOCKET: () => expect(page({ VITE_ENABLE_WEBSOCKET: 'off' }).appKey).toBeNull(),
  // What it does to a tab is tried in the room of the client.
  PUSHER_DEV: () => expect(() => page({ VITE_PUSHER_DEV: 'maybe' })).toThrow('VITE_PUSHER_DEV'),
}

function pipeFlags(env: Env) {
  const command = readCommandLine(['pipe'], env)
  return command.name === 'pipe' ? command.flags : null
}

const ofServers: Readonly<Record<string, () => unknown>> = {
  PUSHER_APP_ID: () =>
    expect(() => backend({ PUSHER_CLUSTER: 'ap2', PUSHER_APP_ID: '' })).toThrow('PUSHER_APP_ID'),
  PUSHER_KEY: () => expect(backend({ PUSHER_CLUSTER: 'ap2' })?.key).toBe('k'),
  PUSHER_SECRET: () => expect(backend({ PUSHER_CLUSTER: 'ap2' })?.secret).toBe('s'),
  PUSHER_CLUSTER: () =>
    expect(backend({ PUSHER_CLUSTER: 'ap2' })).toMatchObject({ type: 'pusher', cluster: 'ap2' }),
  PUSHER_HOST: () => expect(backend(host)?.type).toBe('self_hosted'),
  PUSHER_PORT: () => expect(() => backend({ ...host, PUSHER_PORT: 'eighty' })).toThrow('PUSHER_PORT'),
  PUSHER_SSL: () => expect(backend({ ...host, PUSHER_SSL: 'false' })?.useTls).toBe(false),
  PUSHER_ENABLED: () => expect(backend({ ...host, PUSHER_ENABLED: 'false' })).toBeNull(),
  DATABASE_URL: () =>
    expect(openStore('.data', 'postgres://127.0.0.1:1/none')).rejects.toThrow('DATABASE_URL'),
  WS_ENABLED: () => expect(socketSettings({ WS_ENABLED: 'false' }).isOn).toBe(false),
  WS_HEARTBEAT_INTERVAL: () =>
    expect(socketSettings({ WS_HEARTBEAT_INTERVAL: '30' }).activityTimeout).toBe(30),
  WS_MAX_CONNECTIONS: () => expect(socketSettings({ WS_MAX_CONNECTIONS: '2' }).maxConnections).toBe(2),
  REACT_PUSHER_KIT_DATA: () => expect(pipeFlags({ REACT_PUSHER_KIT_DATA: 'there' })?.data).toBe('there'),
  REACT_PUSHER_KIT_URL: () => expect(pipeFlags({ REACT_PUSHER_KIT_URL: 'http://a' })?.url).toBe('http://a'),
  REACT_PUSHER_KIT_TOKEN: () => expect(pipeFlags({ REACT_PUSHER_KIT_TOKEN: 't' })?.token).toBe('t'),
}

describe.each([
  ['Pages', ofPages],
  ['`serve` and servers', ofServers],
])('the variables of docs/environment.md, %s', (heading, effects) => {
  it('are all of them tried', () => {
    expect(variablesOf(heading)).toEqual(Object.keys(effects))
  })

  it.each(Object.entries(effects))('%s does what the table says', async (_, effect) => {
    await expect(Promise.resolve(effect()).then(() => 'tried')).resolves.toBe('tried')
  })
})
