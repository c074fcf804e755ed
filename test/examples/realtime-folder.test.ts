import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { appFolder } from '../dev-server/config/app-folder.ts'
import { cliProject } from '../dev-server/processes.ts'
import { startIssuer } from './issuer.ts'
import { closeNextApp, freshNextApp } from './next-app.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const audience = 'chat'
const secret = 'a secret of at least thirty-two characters'

/** A server that has the folder `examples/realtime`. */
interface Running {
  fetch: (path: string, init: RequestInit) => Promise<Response>
  /** A bearer token of the user that the server takes. */
  token: (userId: string) => Promise<string>
  close: () => Promise<unknown>
}

async function serve(): Promise<Running> {
  const app = appFolder()
  cpSync(join(examples, 'realtime'), join(app.folder, 'realtime'), { recursive: true })
  cpSync(join(examples, 'realtime.config.ts'), join(app.folder, 'realtime.config.ts'))
  const project = await cliProject()
  const { url, child, result } = await project.serve(0, { cwd: app.folder })
  return {
    fetch: (path, init) => fetch(`${url}/api/v1${path}`, init),
    async token(userId) {
      const printed = await project.run(['token', '--user', userId], { cwd: app.folder }).result
      return printed.stdout.trim()
    },
    async close() {
      child.kill('SIGTERM')
      await result
      await project.cleanUp()
      app.remove()
    },
  }
}

async function nextRoute(): Promise<Running> {
  const issuer = await startIssuer(audience)
  for (const name of ['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET', 'PUSHER_CLUSTER', 'PUSHER_HOST'])
    vi.stubEnv(name, undefined)
  vi.stubEnv('DATABASE_URL', undefined)
  vi.stubEnv('AUTH_JWKS_URL', issuer.jwksUrl)
  vi.stubEnv('AUTH_ISSUER', issuer.issuer)
  vi.stubEnv('AUTH_AUDIENCE', audience)
  const { GET, POST } = (await freshNextApp()).route
  return {
    fetch: (path, init) =>
      (init.method === 'POST' ? POST : GET)(new Request(`https://app.test/api/v1${path}`, init)),
    token: issuer.token,
    async close() {
      vi.unstubAllEnvs()
      closeNextApp()
      await issuer.close()
    },
  }
}

async function nodeServer(): Promise<Running> {
  // The HTTP server of Hono replaces both with its own.
  vi.stubGlobal('Request', Request)
  vi.stubGlobal('Response', Response)
  const app = appFolder()
  const { listen } = await import('../../examples/node/server.ts')
  const { port, close } = await listen({
    PORT: '0',
    STORE_FILE: join(app.folder, 'events.db'),
    AUTH_JWT_SECRET: secret,
    AUTH_ISSUER: 'https://id.example.com',
    AUTH_AUDIENCE: audience,
  })
  return {
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}/api/v1${path}`, init),
    token: (userId) =>
      new SignJWT({ sub: userId, name: 'Ada' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('https://id.example.com')
        .setAudience(audience)
        .setExpirationTime('1m')
        .sign(new TextEncoder().encode(secret)),
    async close() {
      await close()
      vi.unstubAllGlobals()
      app.remove()
    },
  }
}

describe.each([
  ['react-pusher-kit serve', serve],
  ['the route handler for Next.js', nextRoute],
  ['a server on plain Node', nodeServer],
])('the folder examples/realtime in %s', { timeout: 60_000 }, (_, start) => {
  let server: Running
  let authorization: string

  beforeAll(async () => {
    server = await start()
    authorization = `Bearer ${await server.token('bob')}`
  }, 60_000)
  afterAll(() => server?.close())

  const post = async (path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await server.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const ask = async (channel: string) =>
    (await post('/pusher/auth', { socket_id: '1.2', channel_name: channel })).status
  const say = (payload: unknown, channel = 'presence-room-1') =>
    post('/pusher/message', { message_type: 'say', payload, channel })

  it('asks its policies', async () => {
    expect(await Promise.all(['private-user-bob', 'presence-room-1'].map(ask))).toEqual([200, 200])
    expect(await Promise.all(['private-user-ana', 'presence-room-staff', 'presence-other'].map(ask))).toEqual(
      [403, 403, 403],
    )
    expect((await say({ text: 'hi' }, 'presence-room-staff')).status).toBe(403)
    const forged = { channel: 'presence-room-1', event: 'message', data: { from: 'ana', text: 'hi' } }
    expect((await post('/realtime/trigger', forged)).status).toBe(403)
  })

  it('runs its message handlers', async () => {
    expect(await say({ text: ' ' })).toMatchObject({ status: 400, body: { field: 'payload.text' } })
    expect(
      (await post('/pusher/message', { message_type: 'shout', channel: 'presence-room-1' })).status,
    ).toBe(400)
  })

  it('numbers and keeps the events of its channels', async () => {
    // Two of the three have no backend here: what is numbered is stored all the same.
    expect(await say({ text: 'hello' })).toMatchObject({ status: 200, body: { seq: 1 } })
    const response = await server.fetch('/channels/presence-room-1/events', { headers: { authorization } })
    expect(await response.json()).toMatchObject({
      events: [{ seq: 1, event: 'message', data: { from: 'bob', text: 'hello' } }],
    })
  })
})
