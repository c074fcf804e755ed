import { decodeJwt, SignJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { createPusherServer, devTokens, memoryStore, selfHosted } from 'react-pusher-kit/server'
import { Feed } from '../../../src/dev-server/console/feed.ts'
import { createSelfLog } from '../../../src/dev-server/self-log/self-log.ts'
import { openSetup } from '../../../src/dev-server/setup/open-setup.ts'
import { createReferenceServer } from '../../../src/dev-server/http/reference-server.ts'
import type { ReferenceServer } from '../../../src/dev-server/http/reference-server.ts'
import { demoSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import type { ServeSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import { signUserToken } from '../../../src/dev-server/identity/user-token.ts'
import { testCredentials } from '../demo-server.ts'

const header = 'x-pusher-kit-dev-user'
const open = openSetup([])
const config: ServeSetup = { ...open, mode: 'config', isAdmin: undefined }
const users = [
  { id: 'ana', info: { name: 'Ana Lima' }, roles: ['admin'] },
  { id: 'ben', info: { name: 'Ben' } },
]
const outside = () =>
  selfHosted({ appId: '9', key: 'another-key', secret: 'another-secret', host: '127.0.0.1', port: 9 })

let reference: ReferenceServer | undefined
afterEach(() => reference?.close())

function serve(setup: ServeSetup, hasOutside = false): ReferenceServer {
  reference = createReferenceServer({
    feed: new Feed(),
    credentials: testCredentials,
    setup,
    store: memoryStore(),
    outside: hasOutside ? outside() : null,
    selfLog: createSelfLog(),
  })
  return reference
}

type Server = Pick<ReferenceServer, 'fetch'>

function askFor(server: Server, headers: Record<string, string>, fields: object = {}): Promise<Response> {
  return server.fetch(
    new Request('http://localhost/api/v1/pusher/auth', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ socket_id: '1.2', channel_name: 'presence-room-1', ...fields }),
    }),
  )
}

/** The member that the server signs, or the status of its refusal. */
async function memberOf(server: Server, headers: Record<string, string>): Promise<unknown> {
  const response = await askFor(server, headers)
  if (!response.ok) return response.status
  return JSON.parse(((await response.json()) as { channel_data: string }).channel_data)
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const tokenOf = (userId: string, roles: string[] = [], expires = 60) =>
  signUserToken(testCredentials.signingKey, { userId, roles, expires })

describe('the identity of a tab', () => {
  it('is a guest with a name that can be read, or who the address names', async () => {
    const server = serve(open)
    expect(await memberOf(server, { [header]: 'guest:amber-fox-4821' })).toEqual({
      user_id: 'amber-fox-4821',
      user_info: { name: 'Amber Fox' },
    })
    expect(await memberOf(server, { [header]: 'user:ana' })).toEqual({
      user_id: 'ana',
      user_info: { name: 'Ana' },
    })
    const spoken = `user:${encodeURIComponent('zoë maria')}`
    expect(await memberOf(server, { [header]: spoken })).toMatchObject({ user_info: { name: 'Zoë Maria' } })
    expect(await memberOf(server, {})).toMatchObject({ user_id: 'dev' })
  })

  it.each([
    'ana',
    'user:',
    'guest:',
    'admin:ana',
    'user:%',
    'user:%00',
    'user:a b',
    `user:${'x'.repeat(129)}`,
    '',
  ])('is refused as %j, which is none', async (value) => {
    const response = await askFor(serve(open), { [header]: value })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_field', field: header })
  })

  it('gives no role: with a configuration, policies decide about guests as about anybody', async () => {
    const server = serve({
      ...config,
      authorize: { 'presence-room-1': ({ user }) => user.roles?.includes('admin') ?? false },
    })
    expect(await memberOf(server, { [header]: 'user:admin' })).toBe(403)
    expect(await memberOf(server, { [header]: 'guest:amber-fox-1' })).toBe(403)
    expect(await memberOf(server, {})).toBe(401)
  })

  it('is one of the users of the configuration where it has some, with their info and roles', async () => {
    const server = serve({ ...config, users })
    expect(await memberOf(server, { [header]: 'user:ana' })).toEqual({
      user_id: 'ana',
      user_info: { name: 'Ana Lima' },
    })
    for (const [identity, named] of [
      ['user:zoe', '`zoe`'],
      ['guest:amber-fox-1', 'a guest'],
      ['user:constructor', '`constructor`'],
    ] as const) {
      const response = await askFor(server, { [header]: identity })
      expect(response.status).toBe(401)
      const { error } = (await response.json()) as { error: string }
      expect(error).toContain('(ana, ben)')
      expect(error).toContain(named)
      expect(error).toContain('?dev-user=ana')
    }
    expect(await memberOf(server, {})).toBe(401)
  })

  it('is off where the configuration has authenticate, and in the demo', async () => {
    const authenticate = devTokens({ theirs: { id: 'theirs' } })
    for (const setup of [{ ...config, users, authenticate }, demoSetup([])]) {
      const server = serve(setup)
      for (const identity of ['user:ana', 'guest:amber-fox-1', 'nonsense']) {
        expect(await memberOf(server, { [header]: identity })).toBe(401)
      }
      await server.close()
    }
    expect(await memberOf(serve({ ...config, authenticate }), bearer('theirs'))).toMatchObject({
      user_id: 'theirs',
    })
  })

  it('gets no signature for the key of another backend, nor for the own one beside it, in any mode', async () => {
    for (const setup of [open, demoSetup([]), config, { ...config, users }]) {
      const server = serve(setup, true)
      for (const identity of ['guest:amber-fox-1', 'user:ana', 'user:dev']) {
        for (const backend of [
          undefined,
          'self_hosted',
          'another-key',
          'embedded',
          testCredentials.app.key,
        ]) {
          const response = await askFor(server, { [header]: identity }, { backend })
          const text = await response.text()
          expect(text).not.toMatch(/"auth"|channel_data/)
          expect(response.status).toBe(401)
        }
      }
      await server.close()
    }
  })

  it('means nothing to the reference server of an app', async () => {
    const server = createPusherServer({
      authenticate: devTokens({ right: { id: '42' } }),
      authorize: { 'presence-room-1': () => true },
      broadcaster: null,
    })
    for (const identity of ['user:ana', 'guest:amber-fox-1']) {
      expect(await memberOf(server, { [header]: identity })).toBe(401)
      expect(await memberOf(server, { [header]: identity, ...bearer('right') })).toMatchObject({
        user_id: '42',
      })
    }
    const token = await tokenOf('ana')
    expect(await memberOf(server, bearer(token))).toBe(401)
    await server.close()
  })
})

describe('a token that the command prints', () => {
  it('is taken in every mode, with its roles', async () => {
    const token = await tokenOf('cai', ['editor'])
    for (const setup of [open, demoSetup([]), config, { ...config, authenticate: () => null }]) {
      const server = serve({
        ...setup,
        authorize: { 'presence-room-1': ({ user }) => user.roles?.[0] === 'editor' },
      })
      expect(await memberOf(server, bearer(token))).toMatchObject({ user_id: 'cai' })
      await server.close()
    }
  })

  it('is refused for a user whom a configuration with users alone does not have', async () => {
    const server = serve({ ...config, users })
    expect(await memberOf(server, bearer(await tokenOf('cai', ['editor'])))).toBe(401)
  })

  it('takes the info of a configured user, and their roles unless it has its own', async () => {
    const authorize = {
      'presence-room-1': ({ user }: { user: { roles?: readonly string[] } }) => user.roles?.[0] === 'admin',
    }
    const server = serve({ ...config, users, authorize })
    expect(await memberOf(server, bearer(await tokenOf('ana')))).toMatchObject({
      user_info: { name: 'Ana Lima' },
    })
    expect(await memberOf(server, bearer(await tokenOf('ana', ['reader'])))).toBe(403)
  })

  it('expires, and is for this dev server alone', async () => {
    const server = serve(open)
    const claims = decodeJwt(await tokenOf('ana', ['admin'], 90))
    expect(claims).toMatchObject({ iss: 'react-pusher-kit', aud: 'dev', sub: 'ana', roles: ['admin'] })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(90)
    const key = new TextEncoder().encode(testCredentials.signingKey)
    const wrong = [
      await tokenOf('ana', [], -60),
      await signUserToken('another key that has 32 characters!', { userId: 'ana', roles: [], expires: 60 }),
      await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('ana')
        .setAudience('prod')
        .setIssuer('react-pusher-kit')
        .setExpirationTime('1h')
        .sign(key),
      await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('ana')
        .setAudience('dev')
        .setIssuer('react-pusher-kit')
        .sign(key),
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEiLCJhdWQiOiJkZXYiLCJpc3MiOiJyZWFjdC1wdXNoZXIta2l0IiwiZXhwIjo5OTk5OTk5OTk5fQ.',
    ]
    for (const token of wrong) expect(await memberOf(server, bearer(token))).toBe(401)
  })
})
