import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { devCredentials, readCredentials } from '../../../src/dev-server/identity/dev-credentials.ts'

let folder: string
const file = () => join(folder, 'credentials.json')
const inFile = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>
/** What version 1 wrote. */
const first = { app: { id: '123456', key: 'key', secret: 'secret' }, token: 'the developer’s token' }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the credentials of a data folder', () => {
  it('have keys of their own for tokens and for encrypted channels', () => {
    const credentials = devCredentials(folder)
    expect(Buffer.from(credentials.signingKey, 'base64url')).toHaveLength(32)
    expect(Buffer.from(credentials.encryptionMasterKey, 'base64')).toHaveLength(32)
    const secrets = [credentials.app.secret, credentials.token, credentials.signingKey]
    expect(new Set([...secrets, credentials.encryptionMasterKey]).size).toBe(4)
    expect(devCredentials(folder)).toEqual(credentials)
  })

  it('are stored in a folder that is created with its parents, and kept out of repositories', () => {
    const data = join(folder, 'a', 'b')
    devCredentials(data)
    expect(readdirSync(data).toSorted()).toEqual(['.gitignore', 'credentials.json'])
    expect(statSync(data).mode & 0o777).toBe(0o700)
    rmSync(join(data, '.gitignore'))
    rmSync(join(data, 'credentials.json'))
    devCredentials(data)
    expect(readdirSync(data)).toEqual(['credentials.json'])
  })

  it('are refused in one sentence where the system denies that the parent exists', () => {
    const link = join(folder, 'link')
    symlinkSync(join(folder, 'nowhere'), link)
    const places = [join(link, 'data'), ...(process.platform === 'linux' ? ['/proc/data'] : [])]
    for (const place of places) expect(() => devCredentials(place)).toThrow(/^Expected a data folder .* \(E/)
  })

  it('of an earlier version are upgraded in place, with what they had, and nothing is left beside them', () => {
    writeFileSync(file(), JSON.stringify({ ...first, note: 'mine' }), { mode: 0o640 })
    chmodSync(file(), 0o640)
    const before = readCredentials(folder)
    const credentials = devCredentials(folder)
    expect(credentials).toMatchObject({ ...first, note: 'mine' })
    expect(inFile()).toEqual(credentials)
    expect(before).toEqual(credentials)
    expect(statSync(file()).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['credentials.json'])
    expect(devCredentials(folder)).toEqual(credentials)
  })

  it('are the same for two processes that upgrade them at one time', () => {
    writeFileSync(file(), JSON.stringify(first))
    const one = devCredentials(folder)
    writeFileSync(file(), JSON.stringify(first))
    expect(devCredentials(folder)).toEqual(one)
    writeFileSync(file(), JSON.stringify({ ...first, token: 'another' }))
    expect(devCredentials(folder).signingKey).not.toBe(one.signingKey)
  })

  it.each([
    ['a short signing key', { ...first, signingKey: 'short' }],
    ['a signing key that is no text', { ...first, signingKey: { length: 99 } }],
    ['a master key of another length', { ...first, encryptionMasterKey: 'c2hvcnQ=' }],
    ['a number', 7],
    ['null', null],
    ['an app that is null', { ...first, app: null }],
  ])('with %s are damaged, and stay as they are', (_, content) => {
    writeFileSync(file(), JSON.stringify(content))
    expect(() => devCredentials(folder)).toThrow(/Expected .*credentials\.json to hold/)
    expect(inFile()).toEqual(content)
  })
})
