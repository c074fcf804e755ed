import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DevCredentials } from '../../src/dev-server/identity/dev-credentials.ts'
import { vi } from 'vitest'
import { runCommand } from '../../src/dev-server/cli/run-command.ts'
import { buildCli } from '../run/built-library.ts'

export interface RunResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  /** What it printed so far. */
  output: () => { stdout: string; stderr: string }
  /** Resolves when standard output holds the text. */
  printed: (text: string) => Promise<void>
  result: Promise<RunResult>
}

/** Texts of a thread, and every `seq` of the channel, read to the end. */
export async function stored(url: string, thread: string) {
  const texts: string[] = []
  const levels: string[] = []
  const seqs: number[] = []
  for (let after = 0; ;) {
    const response = await fetch(`${url}/api/v1/channels/logs/events?limit=1000&after=${after}`)
    const page = (await response.json()) as {
      events: { seq: number; data: { text: string; thread_id: string; level: string } }[]
      next_cursor: number
      has_more: boolean
    }
    for (const { seq, data } of page.events) {
      seqs.push(seq)
      if (data.thread_id === thread) {
        texts.push(data.text)
        levels.push(data.level)
      }
    }
    if (!page.has_more) return { texts, levels, isContiguous: seqs.every((seq, index) => seq === index + 1) }
    after = page.next_cursor
  }
}

interface ServeOptions {
  data?: string
  env?: NodeJS.ProcessEnv
  /** Another folder than that of the project. */
  cwd?: string
  flags?: readonly string[]
}

/**
 * A command that ends by itself, run in this process, which has its modules: a process of its own takes a second of a
 * core to load those of `serve`. Not for a `pipe` that starts to read, since that limits the heap of its process.
 */
async function runHere(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<RunResult> {
  const before = { cwd: process.cwd(), env: process.env, listeners: process.stdout.listeners('error') }
  const output = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      output[name] += String(chunk)
      return true
    }),
  )
  // They end with the process; one of them would end this one.
  const timers = vi.spyOn(globalThis, 'setTimeout')
  process.chdir(cwd)
  process.env = { ...process.env }
  for (const [name, value] of Object.entries({ NO_COLOR: undefined, FORCE_COLOR: undefined, ...env })) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  try {
    const code = await runCommand(args)
    return { code, signal: null, ...output }
  } finally {
    process.env = before.env
    process.chdir(before.cwd)
    for (const { value } of timers.mock.results) clearTimeout(value as NodeJS.Timeout)
    for (const spy of [...spies, timers]) spy.mockRestore()
    for (const listener of process.stdout.listeners('error')) {
      if (!before.listeners.includes(listener)) process.stdout.off('error', listener as () => void)
    }
  }
}

/** The command line in a project folder of its own. */
export async function cliProject() {
  const bin = buildCli()
  const folder = mkdtempSync(join(tmpdir(), 'cli-project-'))
  const children = new Set<ChildProcess>()
  const credentials = (data = '.data') =>
    JSON.parse(readFileSync(resolve(folder, data, 'credentials.json'), 'utf8')) as DevCredentials

  /** @param options - `cwd` is another folder than that of the project */
  function run(args: string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): Running {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: options.cwd ?? folder,
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...options.env },
    })
    children.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    const result = once(child, 'close').then((ended): RunResult => {
      const [code, signal] = ended as [number | null, NodeJS.Signals | null]
      children.delete(child)
      return { code, signal, stdout, stderr }
    })
    return {
      child,
      output: () => ({ stdout, stderr }),
      result,
      async printed(text) {
        while (!stdout.includes(text)) {
          if (child.exitCode !== null)
            throw new Error(`Ended before it printed "${text}": ${stdout}${stderr}`)
          await Promise.race([once(child.stdout, 'data'), result])
        }
      },
    }
  }

  /** @param data - a folder of its own, for a second server in the same project */
  async function serve(port = 0, { data = '.data', env = {}, cwd = folder, flags = [] }: ServeOptions = {}) {
    const running = run(['serve', '--port', String(port), '--data', data, ...flags], { env, cwd })
    await running.printed('Try next')
    const url = /running: (\S+)/.exec(running.output().stdout)?.[1] ?? ''
    return { ...running, url, port: Number(new URL(url).port) }
  }

  return {
    /** As {@link run}, for a command that ends by itself; in this process. */
    runHere: (args: string[], { env = {}, cwd = folder }: { env?: NodeJS.ProcessEnv; cwd?: string } = {}) =>
      runHere(args, cwd, env),
    /** The file of the command, for tests that start it in their own way. */
    bin,
    folder,
    run,
    serve,
    credentials,
    async cleanUp() {
      const ended = [...children].map((child) => once(child, 'close'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
