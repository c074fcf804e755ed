import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inTurn } from './turn.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turn-'))
  path = join(folder, 'work.turn')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('returns what the work returns, and leaves nothing', () => {
  expect(inTurn(path, () => readFileSync(path, 'utf8'))).toBe(String(process.pid))
  expect(readdirSync(folder)).toEqual([])
})

it('ends with work that fails', () => {
  expect(() =>
    inTurn(path, () => {
      throw new Error('no memory')
    }),
  ).toThrow('no memory')
  expect(inTurn(path, () => 'next')).toBe('next')
})

it('waits for the work of another process', async () => {
  const ended = join(folder, 'ended')
  // Ends its turn once another process waits for it, which has a file for as long.
  const script = `
    const { readdirSync, rmSync, writeFileSync } = require('node:fs')
    writeFileSync(${JSON.stringify(path)}, String(process.pid))
    console.log('begun')
    const isWaitedFor = () => readdirSync(${JSON.stringify(folder)}).some((name) => name.startsWith('work.turn.'))
    while (!isWaitedFor()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    writeFileSync(${JSON.stringify(ended)}, '')
    rmSync(${JSON.stringify(path)})`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  await once(child.stdout, 'data')
  expect(inTurn(path, () => existsSync(ended))).toBe(true)
  await closed
})

it('does not wait for a process that was killed', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(path, String(pid))
  expect(inTurn(path, () => 'done')).toBe('done')
})
