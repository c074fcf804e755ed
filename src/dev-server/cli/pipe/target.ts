import { resolve } from 'node:path'
import { CliError } from '../cli-error.ts'
import { readCredentials } from '../../identity/dev-credentials.ts'
import { defaultUrl } from '../default-url.ts'
import { runningServer } from '../running-server.ts'

/** The address and the credentials for sending lines. */
export interface Target {
  url: string
  /** Null for a server in open mode, which needs no token. */
  token: string | null
}

export interface TargetFlags {
  url: string | undefined
  token: string | undefined
  data: string
}

/**
 * Looks for the server at each attempt: a restarted dev server may have another port.
 *
 * @returns null if there is neither a token nor a URL, because no dev server was ever started in this project
 */
export function targetFinder({ url, token, data }: TargetFlags): () => Target | null {
  if (url !== undefined && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new CliError(`Expected --url to be like ${defaultUrl} but got ${url}.`)
  }
  const folder = resolve(data)
  return () => {
    const knownToken = token ?? readCredentials(folder)?.token ?? null
    if (knownToken === null && url === undefined) return null
    return { url: url ?? runningServer(folder)?.url ?? defaultUrl, token: knownToken }
  }
}
