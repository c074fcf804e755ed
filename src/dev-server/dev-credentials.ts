import { randomBytes, randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../protocol/index.ts'
import { CliError, systemCode } from './cli-error.ts'

/** What a project's dev server is reached with; made at random at the first start and kept. */
export interface DevCredentials {
  app: Pick<App, 'id' | 'key' | 'secret'>
  /** Bearer token of the reference routes. */
  token: string
}

const fileName = 'credentials.json'

/**
 * Reads the credentials of a data folder, and makes both when they are not there.
 *
 * @throws CliError when the folder cannot be written or the file is damaged
 */
export function devCredentials(dataFolder: string): DevCredentials {
  const known = readCredentials(dataFolder)
  if (known) return known
  const credentials: DevCredentials = {
    app: {
      id: String(randomInt(100_000, 1_000_000)),
      key: randomBytes(10).toString('hex'),
      secret: randomBytes(20).toString('hex'),
    },
    token: randomBytes(24).toString('base64url'),
  }
  try {
    const isNew = mkdirSync(dataFolder, { recursive: true, mode: 0o700 }) !== undefined
    // Secrets and somebody's logs: nothing for a repository.
    if (isNew) writeFileSync(join(dataFolder, '.gitignore'), '*\n')
    const text = `${JSON.stringify(credentials, null, 2)}\n`
    writeFileSync(join(dataFolder, fileName), text, { mode: 0o600, flag: 'wx' })
    return credentials
  } catch (error) {
    // Another process was quicker: its credentials are the ones.
    if (systemCode(error) === 'EEXIST') {
      const theirs = readCredentials(dataFolder)
      if (theirs) return theirs
    }
    throw unwritable(dataFolder, error)
  }
}

/** The credentials of a data folder; null when there are none yet. @throws CliError when the file is damaged */
export function readCredentials(dataFolder: string): DevCredentials | null {
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
      'mend it, or delete it to get new credentials.',
  )
}

/** The sentence about a folder that the server cannot keep its data in. */
export function unwritable(dataFolder: string, error: unknown): CliError {
  const code = systemCode(error)
  const reason = code ? ` (${code})` : ''
  return new CliError(
    `Expected a data folder that can be written but ${dataFolder} cannot${reason}; name another one with --data.`,
    error,
  )
}

function parse(text: string): DevCredentials | null {
  try {
    const { app, token } = JSON.parse(text) as Partial<DevCredentials>
    const { id, key, secret } = app ?? {}
    const all = [id, key, secret, token].every((value) => typeof value === 'string' && value !== '')
    return all && /^\d+$/.test(id ?? '') ? ({ app: { id, key, secret }, token } as DevCredentials) : null
  } catch {
    return null
  }
}
