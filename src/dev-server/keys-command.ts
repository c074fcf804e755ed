import { resolve } from 'node:path'
import { defaultUrl } from './default-url.ts'
import { devCredentials } from './dev-credentials.ts'
import { envBlock } from './env-block.ts'
import { runningServer } from './running-server.ts'

/** `react-pusher-kit keys`: prints the env block of this project's dev server, running or not. */
export function keys({ data }: { data: string }): number {
  const folder = resolve(data)
  const { app } = devCredentials(folder)
  process.stdout.write(`${envBlock(app, runningServer(folder)?.url ?? defaultUrl)}\n`)
  return 0
}
