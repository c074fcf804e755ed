import { hkdfSync, randomBytes, randomInt } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { App } from '../../protocol/index.ts'
import { CliError, systemCode } from '../cli/cli-error.ts'

/** The credentials of a project's dev server, generated at the first start and stored. */
export interface DevCredentials {
  app: Pick<App, 'id' | 'key' | 'secret'>
  /** The bearer token of the reference routes. */
  token: string
  /** The secret for the tokens of the `token` command. */
  signingKey: string
  /** 32 bytes, base64; keys of encrypted channels are derived from it. */
  encryptionMasterKey: string
}

/** The fields that a file of an earlier version has too. */
type FirstCredentials = Pick<DevCredentials, 'app' | 'token'> & Partial<DevCredentials>

const fileName = 'credentials.json'
/** The error codes of a full disk or quota. */
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])

/**
 * Reads the credentials of a data folder, and creates folder and credentials if they do not exist. Missing fields are
 * added to a file of an earlier version.
 *
 * @throws CliError when the folder is not writable or the file is damaged
 */
export function devCredentials(dataFolder: string): DevCredentials {
  const known = readFirst(dataFolder)
  if (known) return upgraded(dataFolder, known)
  const credentials: DevCredentials = {
    app: {
      id: String(randomInt(100_000, 1_000_000)),
      key: randomBytes(10).toString('hex'),
      secret: randomBytes(20).toString('hex'),
    },
    token: randomBytes(24).toString('base64url'),
    signingKey: randomBytes(32).toString('base64url'),
    encryptionMasterKey: randomBytes(32).toString('base64'),
  }
  const file = join(dataFolder, fileName)
  try {
    const isNew = createFolder(resolve(dataFolder))
    // Secrets and logs must not be committed to a repository.
    if (isNew) writeFileSync(join(dataFolder, '.gitignore'), '*\n')
    const text = `${JSON.stringify(credentials, null, 2)}\n`
    writeWhole(file, text)
    return credentials
  } catch (error) {
    // Another process was faster, so its credentials are used.
    if (systemCode(error) === 'EEXIST') {
      const theirs = readCredentials(dataFolder)
      if (theirs) return theirs
    }
    throw unwritable(dataFolder, error)
  }
}

/** The credentials of a data folder; null when there are none yet. @throws CliError when the file is damaged */
export function readCredentials(dataFolder: string): DevCredentials | null {
  const first = readFirst(dataFolder)
  return first && whole(first)
}

function readFirst(dataFolder: string): FirstCredentials | null {
  const file = join(dataFolder, fileName)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return null
    if (code === 'ENOTDIR') throw unwritable(dataFolder, error)
    throw new CliError(
      `Expected to read ${file} but got ${code ?? 'an error'}; check its permissions.`,
      error,
    )
  }
  const credentials = parse(text)
  if (credentials) return credentials
  throw new CliError(
    `Expected ${file} to hold { app: { id, key, secret }, token } as JSON but it does not; ` +
      'fix it, or delete it to get new credentials.',
  )
}

/**
 * Missing fields are derived from the token, so that two processes that upgrade the file concurrently get the same
 * values. The token already grants all rights of the developer.
 */
function whole(first: FirstCredentials): DevCredentials {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', first.token, '', purpose, 32))
  return {
    ...first,
    signingKey: first.signingKey ?? derive('signing key').toString('base64url'),
    encryptionMasterKey: first.encryptionMasterKey ?? derive('encryption master key').toString('base64'),
  }
}

/** Replaces the file atomically: a process that is killed leaves the old or the new file. */
function upgraded(dataFolder: string, first: FirstCredentials): DevCredentials {
  const credentials = whole(first)
  if (first.signingKey !== undefined && first.encryptionMasterKey !== undefined) return credentials
  const file = join(dataFolder, fileName)
  const next = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    writeWhole(next, `${JSON.stringify(credentials, null, 2)}\n`, statSync(file).mode & 0o777)
    renameSync(next, file)
    return credentials
  } catch (error) {
    rmSync(next, { force: true })
    throw unwritable(dataFolder, error)
  }
}

/**
 * Creates a folder and its parents. The option `recursive` of `mkdirSync` does not return if the system reports ENOENT
 * although the parent exists: in `/proc`, in a deleted folder, and for a dangling symbolic link.
 *
 * @returns false when the folder existed
 */
function createFolder(folder: string, isRetry = false): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return false
    const parent = dirname(folder)
    if (code !== 'ENOENT' || isRetry || parent === folder) throw error
    createFolder(parent)
    return createFolder(folder, true)
  }
}

/** Writes a file completely or not at all. An incomplete file, after a full disk, would be reported as damaged. */
function writeWhole(file: string, text: string, mode = 0o600): void {
  const handle = openSync(file, 'wx', mode)
  try {
    writeFileSync(handle, text)
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
}

/** The error for a data folder that is not writable. */
export function unwritable(dataFolder: string, error: unknown): CliError {
  const code = systemCode(error)
  const reason = code ? ` (${code})` : ''
  if (code !== undefined && fullDisk.has(code)) {
    return new CliError(
      `Expected room on the disk of ${dataFolder} but it is full${reason}; make room, or name another folder with --data.`,
      error,
    )
  }
  return new CliError(
    `Expected a data folder that can be written but ${dataFolder} cannot${reason}; name another one with --data.`,
    error,
  )
}

function parse(text: string): FirstCredentials | null {
  try {
    const { app, token, signingKey, encryptionMasterKey, ...rest } = Object(
      JSON.parse(text),
    ) as Partial<DevCredentials>
    const { id, key, secret } = app ?? {}
    const all = [id, key, secret, token].every(isText)
    const isSigningKey = signingKey === undefined || (isText(signingKey) && signingKey.length >= 32)
    const isMasterKey = encryptionMasterKey === undefined || is32Bytes(encryptionMasterKey)
    if (!all || !isSigningKey || !isMasterKey || !/^\d+$/.test(id ?? '')) return null
    const added = {
      ...(signingKey === undefined ? {} : { signingKey }),
      ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    }
    return { ...rest, app: { id, key, secret }, token, ...added } as FirstCredentials
  } catch {
    return null
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function is32Bytes(base64: unknown): boolean {
  return isText(base64) && Buffer.from(base64 as string, 'base64').length === 32
}
