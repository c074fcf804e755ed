import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startDevServer } from 'react-pusher-kit/dev-server'

export const token = 'the-token-of-ana'

/** examples/fastapi in a process of its own, and the dev server that it publishes through. */
export async function startFastApi() {
  const folder = mkdtempSync(join(tmpdir(), 'fastapi-'))
  const dev = await startDevServer({ port: 0, data: join(folder, 'dev') })
  const env = {
    ...process.env,
    PYTHONDONTWRITEBYTECODE: '1',
    PORT: '0',
    STORE_FILE: join(folder, 'events.db'),
    USERS: JSON.stringify({ [token]: 'ana' }),
    PUSHER_APP_ID: dev.app.id,
    PUSHER_KEY: dev.app.key,
    PUSHER_SECRET: dev.app.secret,
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: String(dev.port),
    PUSHER_SSL: 'false',
  }
  const main = join(import.meta.dirname, '../../examples/fastapi/main.py')
  const python = spawn(process.env['PYTHON'] ?? 'python3', [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(python, 'close')
  let errors = ''
  python.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))

  async function url(): Promise<string> {
    for await (const line of createInterface(python.stdout)) {
      const [, found] = /^listening on (\S+)$/.exec(line) ?? []
      if (found !== undefined) return found
    }
    throw new Error(`Expected the address of the server but got: ${errors}`)
  }

  return {
    dev,
    url: await url(),
    /** What it wrote to standard error. */
    errors: () => errors,
    async close() {
      python.kill()
      await ended
      await dev.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
