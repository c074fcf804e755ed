import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jwt } from 'react-pusher-kit/server'

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
