import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'

export interface Serving {
  url: string
  /** Ctrl-C; resolves when the process has ended. */
  stop(): Promise<void>
}

/**
 * Starts `serve`, on a free port unless one is named, and resolves once it says where it listens.
 *
 * @param more - further arguments
 * @param env - further variables
 */
export async function serve(
  cli: string,
  data: string,
  port = 0,
  more: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', String(port), '--data', data, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  return {
    url: await addressOf(child),
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGINT')
      await once(child, 'exit')
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
      if (address) resolve(address[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) =>
      reject(new Error(`Expected serve to start, but got exit code ${code}:\n${output}`)),
    )
  })
}

/** Pipes a file through `pipe`; resolves with its exit code and what it said on standard error. */
export async function pipeFile(
  cli: string,
  data: string,
  thread: string,
  file: string,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [cli, 'pipe', '--thread', thread, '--data', data], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  createReadStream(file).pipe(child.stdin)
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, said }
}

/** Runs a command through `pipe`, with colours as in a terminal. */
export async function pipeCommand(
  cli: string,
  data: string,
  thread: string,
  command: readonly string[],
): Promise<number | null> {
  const child = spawn(process.execPath, [cli, 'pipe', '--thread', thread, '--data', data, '--', ...command], {
    stdio: 'ignore',
    env: { ...process.env, FORCE_COLOR: '1', VITEST: undefined, NODE_ENV: undefined },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
