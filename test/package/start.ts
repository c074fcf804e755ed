import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { freshEnvironment } from './run.ts'

export interface Started {
  /** What the pattern found in the output. */
  found: string
  /** Ends the program and all that it started. */
  stop: () => Promise<void>
}

/**
 * Starts a program that stays, and resolves when its output matches.
 *
 * @throws with its output when it ends before
 */
export async function start(
  cwd: string,
  pattern: RegExp,
  command: string,
  ...args: string[]
): Promise<Started> {
  const options = { cwd, env: freshEnvironment(), detached: true }
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let output = ''
  const found = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string) => {
      output += chunk
      const match = pattern.exec(output)
      if (match) resolve(match[1] ?? match[0])
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    void ended.then(() =>
      reject(new Error(`Expected \`${command} ${args.join(' ')}\` to stay, but it ended:\n${output}`)),
    )
  })
  return {
    found,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
      await ended
    },
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}
