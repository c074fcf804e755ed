import { describe, expect, it, vi } from 'vitest'
import { withoutIdentities } from '../../../src/dev-server/setup/choose-setup.ts'
import { devConfig } from '../../../src/dev-server/http/dev-config.ts'
import { openSetup } from '../../../src/dev-server/setup/open-setup.ts'
import { demoSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import type { ServeSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import { setupAuthenticate } from '../../../src/dev-server/identity/setup-authenticate.ts'
import { signUserToken } from '../../../src/dev-server/identity/user-token.ts'
import { testCredentials } from '../demo-server.ts'

const header = 'x-pusher-kit-dev-user'
const here = '127.0.0.1'
const elsewhere = '192.168.1.7'
const open = openSetup([])
const config: ServeSetup = { ...open, mode: 'config', isAdmin: undefined }
const users = [
  { id: 'ana', info: { name: 'Ana Lima', mail: 'ana@example.com' }, roles: ['admin'] },
  { id: 'ben' },
]
const developer = { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] }

interface Asking {
  headers?: Record<string, string>
  address?: string
  hasOutside?: boolean
}

async function ask(setup: ServeSetup, { headers = {}, address = here, hasOutside = false }: Asking = {}) {
  const request = new Request('http://localhost:8000/dev-config.json', {
    headers: { host: 'localhost:8000', ...headers },
  })
  const response = await devConfig(request, address, {
    appKey: 'key',
    token: testCredentials.token,
    consoleToken: 'of this start',
    outside: hasOutside
      ? { name: 'pusher', client: { appKey: 'other', cluster: 'eu', forceTLS: true } }
      : null,
    setup: () => setup,
    authenticate: setupAuthenticate(setup, testCredentials, hasOutside),
  })
  expect(response.headers.get('cache-control')).toBe('no-store')
  return (await response.json()) as Record<string, unknown>
}

describe('the settings of the console', () => {
  it('are of the developer, until the tab names an identity', async () => {
    expect(await ask(open)).toMatchObject({
      token: testCredentials.token,
      user: developer,
      refusal: null,
      identities: { off: null, users: null },
    })
    expect(await ask(open, { headers: { [header]: 'guest:amber-fox-4821' } })).toMatchObject({
      user: { id: 'amber-fox-4821', info: { name: 'Amber Fox' } },
      refusal: null,
    })
  })

  it('list the users of a configuration by id and name, and say why another is refused', async () => {
    const setup = { ...config, users }
    const identities = {
      off: null,
      users: [
        { id: 'ana', name: 'Ana Lima' },
        { id: 'ben', name: 'ben' },
      ],
    }
    expect(await ask(setup)).toMatchObject({ user: developer, identities })
    expect(await ask(setup, { headers: { [header]: 'user:ana' } })).toMatchObject({ user: users[0] })
    for (const identity of ['user:constructor', 'guest:amber-fox-1', 'nonsense']) {
      const answer = await ask(setup, { headers: { [header]: identity } })
      expect(answer).toMatchObject({ user: null, refusal: expect.stringMatching(/^Expected/), identities })
    }
  })

  it.each([
    ['with the demo’s policies', demoSetup([]), false, '--require-token'],
    [
      'with a token beside a configuration',
      withoutIdentities({ ...config, users }),
      false,
      '--require-token',
    ],
    ['with authenticate', { ...config, users, authenticate: () => null }, false, 'authenticate'],
    ['beside another backend', { ...config, users }, true, 'another backend'],
  ])('%s: say why identities are off, and stay the developer’s', async (_, setup, hasOutside, reason) => {
    expect(await ask(setup, { hasOutside, headers: { [header]: 'user:ana' } })).toMatchObject({
      user: developer,
      identities: { off: expect.stringContaining(reason) as string, users: null },
    })
  })

  it('of another machine hold no token and no name of a user, and are whose token it brings', async () => {
    const setup = { ...config, users }
    for (const asking of [
      { address: elsewhere },
      { address: elsewhere, headers: { [header]: 'user:zoe' } },
      { headers: { 'x-forwarded-for': elsewhere, [header]: 'user:ana' } },
    ]) {
      const answer = await ask(setup, asking)
      expect(answer).toMatchObject({ token: null, user: null, refusal: null, identities: { users: null } })
      expect(answer).toMatchObject({
        identities: { off: expect.stringContaining('another machine') as string },
      })
      expect(JSON.stringify(answer)).not.toMatch(/ana|ben/i)
    }
    const token = await signUserToken(testCredentials.signingKey, { userId: 'ben', roles: [], expires: 60 })
    const headers = { authorization: `Bearer ${token}`, [header]: 'user:ana' }
    expect(await ask(setup, { address: elsewhere, headers })).toMatchObject({
      token: null,
      user: { id: 'ben' },
    })
  })

  it('hold the token of the Console for this machine, and elsewhere for the developer’s token alone', async () => {
    const setup = { ...config, users }
    expect(await ask(setup)).toMatchObject({ consoleToken: 'of this start', wsPath: '/dev-console' })
    expect(await ask(setup, { headers: { [header]: 'user:ana' } })).toMatchObject({
      consoleToken: 'of this start',
    })
    const admin = await signUserToken(testCredentials.signingKey, {
      userId: 'ana',
      roles: ['admin'],
      expires: 60,
    })
    for (const [token, consoleToken] of [
      [testCredentials.token, 'of this start'],
      [admin, null],
      [null, null],
    ]) {
      const headers = token === null ? undefined : { authorization: `Bearer ${token}` }
      const asking = headers ? { address: elsewhere, headers } : { address: elsewhere }
      expect(await ask(setup, asking)).toMatchObject({ consoleToken })
    }
  })

  it('do not show what broke in the app’s authenticate', async () => {
    const authenticate = vi.fn<() => never>(() => {
      throw new Error('postgres://secret')
    })
    const answer = await ask({ ...config, authenticate }, { address: elsewhere })
    expect(answer).toMatchObject({
      user: null,
      refusal: expect.stringContaining('authenticate of the configuration failed') as string,
    })
    expect(JSON.stringify(answer)).not.toContain('postgres')
    expect(authenticate).toHaveBeenCalledOnce()
  })
})
