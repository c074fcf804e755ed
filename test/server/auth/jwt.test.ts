import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWTPayload } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jwt } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../demo-server.ts'

const issuer = 'https://id.example.com'
const audience = 'chat'
const secret = 'a secret of more than thirty-two bytes'
const key = new TextEncoder().encode(secret)

function request(bearer: string): Request {
  return new Request('http://localhost/', { headers: { authorization: `Bearer ${bearer}` } })
}

function token(
  claims: JWTPayload = {},
  { alg = 'HS256', expires = '1m' }: { alg?: string; expires?: string | number | null } = {},
) {
  const builder = new SignJWT({ sub: '42', name: 'Ada', roles: ['admin', 5], ...claims })
    .setProtectedHeader({ alg })
    .setIssuer(claims.iss ?? issuer)
    .setAudience(claims.aud ?? audience)
  return expires === null ? builder : builder.setExpirationTime(expires)
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('jwt with a shared secret', () => {
  const authenticate = jwt({ secret, issuer, audience })

  it('makes a user of the claims', async () => {
    const user = await authenticate(request(await token().sign(key)))
    expect(user).toEqual({ id: '42', info: { name: 'Ada' }, roles: ['admin'] })
  })

  it('lets the app make the user', async () => {
    const custom = jwt({ secret, issuer, audience, user: ({ sub }) => ({ id: `app-${sub}` }) })
    expect(await custom(request(await token().sign(key)))).toEqual({ id: 'app-42' })
  })

  it('takes another place of the token', async () => {
    const fromCookie = jwt({
      secret,
      issuer,
      audience,
      token: ({ headers }) => /session=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? null,
    })
    const cookie = `a=b; session=${await token().sign(key)}`
    expect(await fromCookie(new Request('http://localhost/', { headers: { cookie } }))).toMatchObject({
      id: '42',
    })
  })

  it('allows five seconds between the clocks, and no more', async () => {
    const now = Math.floor(Date.now() / 1000)
    expect(await authenticate(request(await token({}, { expires: now - 3 }).sign(key)))).not.toBeNull()
    expect(await authenticate(request(await token({}, { expires: now - 7 }).sign(key)))).toBeNull()
  })

  it('refuses what is not its own', async () => {
    const claims = { sub: '42', iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1000) + 60 }
    const good = await token().sign(key)
    const wrong = [
      'x',
      good.slice(0, -2),
      `${encode({ alg: 'none' })}.${encode(claims)}.`,
      `${encode({ alg: 'NONE' })}.${encode(claims)}.`,
      `${encode({ alg: 'HS256' })}.${encode(claims)}.`,
      await token().sign(new TextEncoder().encode('another secret of more than thirty-two')),
      await token({}, { alg: 'HS512' }).sign(key),
      await token({ iss: 'https://evil.example.com' }).sign(key),
      await token({ aud: 'other' }).sign(key),
      await token({}, { expires: null }).sign(key),
      await token({ sub: '' }).sign(key),
      await token({ sub: 42 as unknown as string }).sign(key),
      await token({ sub: { toString: null } as unknown as string }).sign(key),
      await token({ nbf: Math.floor(Date.now() / 1000) + 60 }).sign(key),
    ]
    for (const bad of wrong) expect(await authenticate(request(bad))).toBeNull()
    expect(await authenticate(new Request('http://localhost/'))).toBeNull()
  })

  it('refuses options that would let anyone in', () => {
    expect(() => jwt({ secret: 'short', issuer, audience })).toThrow(/32 bytes/)
    expect(() => jwt({ secret, issuer, audience, algorithms: ['none'] })).toThrow(/none/)
    expect(() => jwt({ secret, issuer, audience, algorithms: ['RS256'] })).toThrow(/RS256/)
    expect(() => jwt({ secret, issuer, audience, algorithms: [] })).toThrow(/none/)
    expect(() => jwt({ jwksUrl: 'https://x.example', issuer, audience, algorithms: ['HS256'] })).toThrow(
      /HS256/,
    )
  })
})

describe('jwt with the keys of an issuer', () => {
  let privateKey: CryptoKey
  let fetches = 0
  const keys: unknown[] = []
  const server = createServer((_, response) => {
    fetches++
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }))
  })
  let jwksUrl: string

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true })
    privateKey = pair.privateKey
    keys.push({ ...(await exportJWK(pair.publicKey)), kid: '1', alg: 'RS256', use: 'sig' })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
  })
  afterAll(() => server.close())

  const sign = (by: CryptoKey, header: { alg: string; kid?: string }) =>
    new SignJWT({ sub: '42' })
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('1m')
      .sign(by)

  it('fetches the keys once', async () => {
    fetches = 0
    const authenticate = jwt({ jwksUrl, issuer, audience })
    const good = await sign(privateKey, { alg: 'RS256', kid: '1' })
    for (let i = 0; i < 3; i++) expect(await authenticate(request(good))).toEqual({ id: '42' })
    expect(fetches).toBe(1)
  })

  it('refuses a token of another key, and one signed with the public key as a secret', async () => {
    const authenticate = jwt({ jwksUrl, issuer, audience })
    const other = await generateKeyPair('RS256')
    expect(await authenticate(request(await sign(other.privateKey, { alg: 'RS256', kid: '1' })))).toBeNull()
    expect(await authenticate(request(await sign(other.privateKey, { alg: 'RS256', kid: '2' })))).toBeNull()
    const confused = new TextEncoder().encode(JSON.stringify(keys[0]))
    const hmac = await new SignJWT({ sub: '42' })
      .setProtectedHeader({ alg: 'HS256', kid: '1' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('1m')
      .sign(confused)
    expect(await authenticate(request(hmac))).toBeNull()
  })
})

describe('jwt while the keys of the issuer cannot be had', () => {
  type Answer = (response: ServerResponse, request: IncomingMessage) => void
  const open: { close: () => void; closeAllConnections: () => void }[] = []
  let privateKey: CryptoKey
  let keySet: string

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true })
    privateKey = pair.privateKey
    keySet = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: '1', alg: 'RS256' }] })
  })
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())
  afterAll(() => {
    for (const server of open) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function issuerThat(first: Answer) {
    let answer = first
    const paths: string[] = []
    const server = createServer((incoming, response) => {
      paths.push(incoming.url ?? '')
      answer(response, incoming)
    })
    open.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const authenticate = jwt({ jwksUrl: `http://127.0.0.1:${port}/jwks`, issuer, audience })
    return { authenticate, paths, becomes: (next: Answer) => (answer = next) }
  }

  const sign = (header: { alg: string; kid?: string } = { alg: 'RS256', kid: '1' }) =>
    new SignJWT({ sub: '42' })
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('10d')
      .sign(privateKey)
  const junk = (kid = '1') => `${encode({ alg: 'RS256', kid })}.${encode({ sub: '1', exp: 9e9 })}.AAAA`
  const works: Answer = (response) => void response.end(keySet)
  const fails: Answer = (response) => void response.writeHead(500).end()
  const unavailable = { status: 503, code: 'authentication_unavailable' }

  it.each<[string, Answer]>([
    ['answers 500', fails],
    ['answers 404', (response) => void response.writeHead(404).end(keySet)],
    ['answers HTML', (response) => void response.end('<html>')],
    ['answers another JSON', (response) => void response.end('{"keys":5}')],
    [
      'answers keys that are none',
      (response) => void response.end('{"keys":[{"kty":"RSA","kid":"1","n":5}]}'),
    ],
    ['hangs up', (response) => void response.destroy()],
    [
      'redirects',
      (response, { url }) =>
        void (url === '/jwks' ? response.writeHead(302, { location: '/other' }).end() : response.end(keySet)),
    ],
    ['sends more than a key set can be', (response) => void response.end(`${keySet}${' '.repeat(300_000)}`)],
  ])('answers 503 when it %s', async (_, answer) => {
    const { authenticate } = await issuerThat(answer)
    await expect(Promise.resolve(authenticate(request(await sign())))).rejects.toMatchObject(unavailable)
    await expect(Promise.resolve(authenticate(request(junk())))).rejects.toMatchObject({
      headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) as string },
    })
  })

  it('answers 503 when no issuer listens there', async () => {
    const { port, server } = await new Promise<{ port: number; server: ReturnType<typeof createServer> }>(
      (resolve) => {
        const closing = createServer()
        closing.listen(0, '127.0.0.1', () =>
          resolve({ port: (closing.address() as AddressInfo).port, server: closing }),
        )
      },
    )
    await new Promise((resolve) => server.close(resolve))
    const authenticate = jwt({ jwksUrl: `http://127.0.0.1:${port}/jwks`, issuer, audience })
    await expect(Promise.resolve(authenticate(request(junk())))).rejects.toMatchObject(unavailable)
  })

  it('asks once for 1 000 junk tokens, and again after the pause', async () => {
    const { authenticate, paths, becomes } = await issuerThat(fails)
    const codes = new Set<unknown>()
    for (let round = 0; round < 2; round++) {
      await Promise.all(
        Array.from({ length: 500 }, async (_, index) => {
          const error: unknown = await Promise.resolve(authenticate(request(junk(`${index}`)))).catch(
            (reason: unknown) => reason,
          )
          codes.add((error as { code?: unknown }).code)
        }),
      )
    }
    expect([...codes]).toEqual(['authentication_unavailable'])
    expect(paths).toHaveLength(1)
    becomes(works)
    await expect(Promise.resolve(authenticate(request(await sign())))).rejects.toMatchObject(unavailable)
    vi.setSystemTime(Date.now() + 11_000)
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    expect(paths).toHaveLength(2)
  })

  it('asks again at once when the clock was set back since it failed, not after a day', async () => {
    const { authenticate, paths, becomes } = await issuerThat(fails)
    await expect(Promise.resolve(authenticate(request(await sign())))).rejects.toMatchObject(unavailable)
    becomes(works)
    vi.setSystemTime(Date.now() - 86_400_000)
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    expect(paths).toHaveLength(2)
  })

  it('asks once for 1 000 tokens of unknown keys, and lets the known ones in', async () => {
    const { authenticate, paths } = await issuerThat(works)
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    for (let i = 0; i < 1000; i++) expect(await authenticate(request(junk(`unknown-${i}`)))).toBeNull()
    expect(paths).toHaveLength(1)
    vi.setSystemTime(Date.now() + 31_000)
    await Promise.all(Array.from({ length: 500 }, async (_, i) => authenticate(request(junk(`other-${i}`)))))
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    expect(paths).toHaveLength(2)
  })

  it('takes any hostile token for nobody, with a secret and with keys', async () => {
    const { authenticate: byKeys, paths } = await issuerThat(works)
    const bySecret = jwt({ secret, issuer, audience })
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('RS256', 'HS256', 'none', '1', '__proto__', 'constructor', 'JWT', 'b64'),
    )
    const value = fc.oneof(
      text,
      fc.constantFrom<unknown>(null, true, 1e308, {}, [], ['RS256'], { toString: null }, { length: 9 }),
    )
    const names = [
      'alg',
      'kid',
      'crit',
      'b64',
      'typ',
      'jwk',
      'x5c',
      'jku',
      'zip',
      'enc',
      '__proto__',
      'toString',
    ]
    const claims = ['sub', 'iss', 'aud', 'exp', 'nbf', 'iat', 'name', 'roles', 'constructor']
    const part = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 5 })
    const signature = fc.constantFrom('', 'AAAA', 'A'.repeat(342), '%', '==')
    const hostile = fc.tuple(part(names), part(claims), signature)
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom('RS256', 'HS256', null), async ([head, body, end], alg) => {
        const header = alg === null ? head : { ...head, alg }
        const asked = request(`${encode(header)}.${encode(body)}.${end}`)
        expect([await bySecret(asked), await byKeys(asked)]).toEqual([null, null])
      }),
      { numRuns: 2000 },
    )
    expect(paths.length).toBeLessThanOrEqual(1)
  })

  it('goes on with the keys that it has for an hour', async () => {
    const { authenticate, paths, becomes } = await issuerThat(works)
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    becomes(fails)
    vi.setSystemTime(Date.now() + 11 * 60_000)
    for (let i = 0; i < 20; i++) expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
    expect(paths).toHaveLength(2)
    await expect(Promise.resolve(authenticate(request(junk('unknown'))))).rejects.toMatchObject(unavailable)
    vi.setSystemTime(Date.now() + 50 * 60_000)
    await expect(Promise.resolve(authenticate(request(await sign())))).rejects.toMatchObject(unavailable)
    becomes(works)
    vi.setSystemTime(Date.now() + 11_000)
    expect(await authenticate(request(await sign()))).toEqual({ id: '42' })
  })

  it.each<[string, Answer]>([
    ['whose header never comes', () => {}],
    ['whose body never ends', (response) => void response.write(keySet.slice(0, 20))],
  ])('ends a fetch %s', async (_, answer) => {
    vi.useRealTimers()
    const { authenticate, paths } = await issuerThat(answer)
    const asked = Array.from({ length: 50 }, async () => authenticate(request(await sign())))
    const results = await Promise.allSettled(asked)
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(results[0]).toMatchObject({ reason: unavailable })
    expect(paths).toHaveLength(1)
  })

  it('is a 503 with retry-after at the server, and its log says why', async () => {
    const { authenticate } = await issuerThat(fails)
    const lines: string[] = []
    const { server } = demoServer({
      authenticate,
      log: (level, message, fields) => lines.push(`${level} ${message} ${JSON.stringify(fields)}`),
    })
    const trigger = new Request('http://localhost/api/v1/realtime/trigger', {
      method: 'POST',
      headers: { authorization: `Bearer ${junk()}` },
      body: '{}',
    })
    const response = await server.fetch(trigger)
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await bodyOf(response)).toMatchObject({ code: 'authentication_unavailable' })
    expect(lines.join('\n')).toMatch(/error request failed .*200 OK/)
    expect(lines.join('\n')).not.toContain(junk())
  })
})
