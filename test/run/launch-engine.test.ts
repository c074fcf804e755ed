import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EngineProcesses } from '../engines/engine-processes.ts'
import { launchFirefox } from '../engines/firefox.ts'

let folder: string
let temporary: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'react-pusher-kit-engines-'))
  temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A program in the place of Firefox; it leaves its process id in a file. */
function program(script: string): string {
  const path = join(folder, 'firefox')
  writeFileSync(path, `#!/bin/sh\necho $$ > ${folder}/pid\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

// The system's own temporary folder cannot be moved elsewhere on Windows, nor a script be run as a program.
describe.runIf(process.platform !== 'win32')('a browser that does not start', () => {
  it('is told by how it ended, and leaves no profile', async () => {
    await expect(launchFirefox(program('exit 3'))).rejects.toThrow('to run, but it ended with 3')
    expect(readdirSync(temporary)).toEqual([])
  })

  it('and one that is not there', async () => {
    await expect(launchFirefox(join(folder, 'missing'))).rejects.toThrow('ENOENT')
    expect(readdirSync(temporary)).toEqual([])
  })

  it('is ended when it cannot be reached', async () => {
    const path = program('echo "WebDriver BiDi listening on ws://127.0.0.1:1" >&2\nexec sleep 60')
    await expect(launchFirefox(path)).rejects.toThrow('ECONNREFUSED')
    expect(isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
    expect(readdirSync(temporary)).toEqual([])
  })
})

describe('the processes of a browser', () => {
  it('are ended with their folders when the tests end first', async () => {
    const before = process.listeners('exit')
    const processes = new EngineProcesses()
    const profile = processes.folder('profile-')
    const { child, end } = processes.start(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {})
    const [atExit] = process.listeners('exit').filter((listener) => !before.includes(listener))
    atExit?.(0)
    await expect(end).rejects.toThrow('SIGKILL')
    expect(isAlive(child.pid as number)).toBe(false)
    expect(() => readdirSync(profile)).toThrow('ENOENT')
    await processes.end()
    expect(process.listeners('exit')).toEqual(before)
  })
})
