import { resolve } from 'node:path'
import { defaultUrl } from '../default-url.ts'
import { devCredentials } from '../../identity/dev-credentials.ts'
import { envBlock, pageEnvBlock, type PagePrefix } from './env-block.ts'
import { runningServer } from '../running-server.ts'

export interface KeysFlags {
  data: string
  /** Prints the variables for pages instead of those for the server. */
  prefix: PagePrefix | undefined
}

/** `react-pusher-kit keys`: prints the env block of this project's dev server, whether it is running or not. */
export function keys({ data, prefix }: KeysFlags): number {
  const folder = resolve(data)
  const { app } = devCredentials(folder)
  const url = runningServer(folder)?.url ?? defaultUrl
  process.stdout.write(`${prefix ? pageEnvBlock(app, url, prefix) : envBlock(app, url)}\n`)
  return 0
}
