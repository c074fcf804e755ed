import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPusherServer, devTokens, embedded, selfHosted } from 'react-pusher-kit/server'
import { bodyOf, channels, policies } from './demo-server.ts'

describe('a server without a backend', () => {
  const lines: string[] = []
  const server = createPusherServer({
    channels,
    unknownEvents: 'allow',
    authorize: policies,
    authenticate: devTokens({ token: { id: '42' } }),
    log: (level, message) => lines.push(`${level} ${message}`),
  })
  function post(path: string, body: object) {
    const headers = { authorization: 'Bearer token', 'content-type': 'application/json' }
    return server.fetch(
      new Request(`http://localhost${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    )
  }

  it('answers 503 with the remedy where nothing is stored, and does not count it as published', async () => {
    const response = await post('/api/v1/realtime/trigger', {
      channel: 'public-news',
      event: 'note',
      data: { text: '' },
    })
    expect(response.status).toBe(503)
    expect(await bodyOf(response)).toEqual({
      code: 'backend_unavailable',
      error:
        'Expected a backend to publish with but none is configured; pass `pusher` or `broadcaster` to createPusherServer.',
    })
    await expect(server.publish('public-news', 'note', { text: '' })).rejects.toThrow(
      /pass `pusher` or `broadcaster`/,
    )
    expect(lines.filter((line) => line.startsWith('warn'))).toHaveLength(1)
    expect(lines.join()).toContain('none is configured')
  })

  it('takes, numbers and shows what is stored', async () => {
    const trigger = { channel: 'private-user-42', event: 'notification', data: { n: 1 } }
    const response = await post('/api/v1/realtime/trigger', trigger)
    expect(response.status).toBe(200)
    expect(await bodyOf(response)).toMatchObject({ seq: 1 })
    const headers = { authorization: 'Bearer token' }
    const history = await server.fetch(
      new Request('http://localhost/api/v1/channels/private-user-42/events', { headers }),
    )
    expect(await bodyOf(history)).toMatchObject({ events: [{ seq: 1, data: { n: 1 } }] })
    await server.close()
  })

  it('stores nothing when one of the channels cannot be published to', async () => {
    const both = { channels: ['private-user-42', 'public-news'], event: 'notification', data: {} }
    expect((await post('/api/v1/realtime/trigger', both)).status).toBe(503)
    expect(
      await bodyOf(await post('/api/v1/realtime/trigger', { ...both, channels: ['private-user-42'] })),
    ).toMatchObject({ seq: 2 })
  })
})

describe('a server whose only backend is embedded() without a hub', () => {
  const lines: string[] = []
  const server = createPusherServer({
    broadcaster: { primary: embedded(), fallbacks: [embedded({ name: 'second' })] },
    channels,
    authorize: policies,
    authenticate: devTokens({ token: { id: '42' } }),
    log: (level, message) => lines.push(`${level} ${message}`),
  })
  const remedy =
    'Expected a hub that clients connect to but `embedded()` got none; pass `pusher` to createPusherServer, ' +
    'or its own hub where one runs in this process.'

  it('answers 503 with the remedy where nothing is stored, and warns at the start', async () => {
    const refusal = server.publish('public-news', 'note', { text: '' })
    await expect(refusal).rejects.toMatchObject({ status: 503, code: 'backend_unavailable', message: remedy })
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([`warn [BROADCASTER_MANAGER] ${remedy}`])
  })

  it('takes what is stored, and is well', async () => {
    expect(await server.publish('private-user-42', 'notification', {})).toMatchObject({ lastSeq: 1 })
    await server.close()
    expect((await server.fetch(new Request('http://localhost/healthz'))).status).toBe(200)
    expect(lines.join()).not.toContain('given up')
  })

  it('signs subscriptions', async () => {
    const request = { socketId: '1.2', channel: 'private-user-42', user: { id: '42' } }
    expect(await server.authorizeChannel(request)).toHaveProperty('auth')
  })
})

describe('embedded() without a hub beside a backend', () => {
  it('takes no event in its place', async () => {
    const down = { ...embedded(), name: 'down', send: () => Promise.reject(new Error('down')) }
    const server = createPusherServer({
      broadcaster: { primary: down, fallbacks: [embedded()], retryDelays: [] },
      authenticate: () => null,
    })
    await expect(server.publish('public-news', 'note', { text: '' })).rejects.toMatchObject({ status: 503 })
  })
})

describe('without the package pusher', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-pusher-'))
  const sentence = 'Expected the package pusher to be installed but it is not; run `npm install pusher`.'
  beforeAll(async () => {
    await build({
      root: fileURLToPath(new URL('../..', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        lib: { entry: 'src/server.ts', formats: ['es'], fileName: () => 'kit.mjs' },
        rolldownOptions: { external: ['pusher'] },
      },
    })
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs a script in a folder from which no package can be found; answers what it printed. */
  async function run(name: string, code: string): Promise<string> {
    const file = join(folder, name)
    writeFileSync(file, code)
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    return stdout
  }

  it('a server fails at its start', async () => {
    const code = `
      import { createPusherServer, selfHosted } from './kit.mjs'
      for (const options of [
        { pusher: { appId: '1', key: 'key', secret: 'secret', cluster: 'eu' } },
        () => ({ broadcaster: selfHosted({ appId: '1', key: 'key', secret: 'secret', host: 'a' }) }),
      ]) {
        try {
          const given = typeof options === 'function' ? options() : options
          createPusherServer({ ...given, authenticate: () => null })
          console.log('started')
        } catch (error) {
          console.log(error.message)
        }
      }`
    expect((await run('start.mjs', code)).trim().split('\n')).toEqual([sentence, sentence])
  }, 60_000)

  it('a bundle, where nobody can see it at the start, fails at its first use, and says so', async () => {
    const code = `
      import { readFileSync, writeFileSync } from 'node:fs'
      const text = readFileSync(new URL('./kit.mjs', import.meta.url), 'utf8')
      writeFileSync(new URL('./bundled.mjs', import.meta.url), text.replaceAll('import.meta.resolve', 'undefined'))
      const { createPusherServer } = await import('./bundled.mjs')
      const lines = []
      const server = createPusherServer({
        pusher: { appId: '1', key: 'key', secret: 'secret', cluster: 'eu' },
        channels: { stored: { events: {}, persist: true } },
        unknownEvents: 'allow',
        authenticate: () => null,
        log: (level, message, fields) => lines.push(level + ' ' + message + ' ' + (fields?.reason ?? '')),
      })
      const plain = await server.publish('plain', 'x', {}).catch(({ status, message }) => ({ status, message }))
      await server.publish('stored', 'x', {})
      await server.close()
      const health = await (await server.fetch(new Request('http://localhost/healthz'))).json()
      console.log(JSON.stringify({ plain, health, lines }))`
    const { plain, health, lines } = JSON.parse(await run('bundle.mjs', code)) as {
      plain: object
      health: object
      lines: string[]
    }
    expect(plain).toEqual({ status: 503, message: sentence })
    expect(health).toMatchObject({ broadcaster: 'failing', reasons: { broadcaster: sentence } })
    expect(lines).toContain(`error [PUSHER] Failing: ${sentence} `)
    expect(lines).toContain(`warn broadcast given up ${sentence}`)
  }, 60_000)

  it('and with it, a server starts', () => {
    expect(() => selfHosted({ appId: '1', key: 'k', secret: 's', host: 'a' })).not.toThrow()
  })
})
