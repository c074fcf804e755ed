import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('./server-process.mjs', import.meta.url))

/** A line of a server's log. */
export interface LogLine {
  level: string
  message: string
  details?: unknown
}

/** A server in a process of its own. */
export interface ServerProcess {
  url: string
  pid: number
  /** Its log so far. */
  lines: LogLine[]
  /** What it printed so far, on both outputs. */
  output: () => string
  /** False after its end. */
  isRunning: () => boolean
  /** Ends it as the kernel does when memory is short. */
  kill: () => Promise<void>
  /** Stops it without ending it, until `thaw`. */
  freeze: () => void
  thaw: () => void
  /** Closes the server and ends the process. */
  stop: () => Promise<void>
}

/**
 * Builds the entries `server` and `stores` for processes: Node 20 cannot run the source. Lies under node_modules, so that
 * its imports are found.
 */
export async function buildKit(): Promise<{ folder: string; remove: () => void }> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'multi-server-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      minify: false,
      outDir: folder,
      lib: {
        entry: { server: 'src/server.ts', stores: 'src/stores.ts' },
        formats: ['es'],
      },
      rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith(root) },
    },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Starts a process that serves what a file creates.
 *
 * @param kit - the folder of {@link buildKit}
 * @param file - the name of a file of this folder that exports `createServer(kit, settings)`
 * @param settings - JSON
 */
export async function startServer(kit: string, file: string, settings: object): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = fork(main, [kit, path, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: LogLine[] = []
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  }
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { port: number } | { line: LogLine }) => {
      if ('line' in message) lines.push(message.line)
      else resolve(message.port)
    })
    child.once('close', () => reject(new Error(`Expected a server but got its end: ${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    lines,
    output: () => output,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => end(child, 'SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: () => end(child, 'SIGTERM'),
  }
}

/** Several servers of the same file and settings. When one of them cannot start, the others are stopped. */
export async function startServers(
  count: number,
  kit: string,
  file: string,
  settings: object,
): Promise<ServerProcess[]> {
  const starts = Array.from({ length: count }, () => startServer(kit, file, settings))
  try {
    return await Promise.all(starts)
  } catch (error) {
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === 'fulfilled') await start.value.stop()
    }
    throw error
  }
}

/** Sends each request to the next server, as a load balancer does. One that has ended gets none. */
export function roundRobin(servers: readonly ServerProcess[]) {
  let next = 0
  return (path: string, init?: RequestInit): Promise<Response> => {
    const running = servers.filter((server) => server.isRunning())
    const server = running[next++ % running.length]
    if (!server) throw new Error('Expected a running server.')
    return fetch(`${server.url}${path}`, init)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
