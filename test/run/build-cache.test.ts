import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { buildOnce } from './build-cache.ts'

let root: string
beforeEach(() => {
  root = `${realpathSync(mkdtempSync(join(tmpdir(), 'build-cache-')))}${sep}`
  mkdirSync(join(root, 'src/room'), { recursive: true })
  writeFileSync(join(root, 'src/room/index.ts'), 'one')
  writeFileSync(join(root, 'config.ts'), 'config')
  writeFileSync(join(root, 'package-lock.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

const write = vi.fn((outDir: string) => {
  mkdirSync(outDir)
  writeFileSync(join(outDir, 'built.txt'), readFileSync(join(root, 'src/room/index.ts')))
})
afterEach(() => void write.mockClear())

const result = (sources = ['src', 'config.ts']) => {
  const folder = buildOnce({ name: 'sample', sources, build: write }, root)
  return { folder, text: readFileSync(join(folder, 'built.txt'), 'utf8'), builds: write.mock.calls.length }
}

it('builds once from the same sources', () => {
  const first = result()
  expect(first).toMatchObject({ text: 'one', builds: 1 })
  expect(result()).toEqual(first)
})

it.each([
  ['a file of a folder has another content', () => writeFileSync(join(root, 'src/room/index.ts'), 'two')],
  ['a file has come', () => writeFileSync(join(root, 'src/room/more.ts'), '')],
  ['a file has another name', () => writeFileSync(join(root, 'src/index.ts'), 'one')],
  ['the configuration has changed', () => writeFileSync(join(root, 'config.ts'), 'another')],
  ['a dependency has changed', () => writeFileSync(join(root, 'package-lock.json'), '{ "name": "b" }')],
])('builds again when %s', (_, change) => {
  const { folder } = result()
  change()
  const again = result()
  expect(again.builds).toBe(2)
  expect(again.folder).not.toBe(folder)
  expect(again.text).toBe(readFileSync(join(root, 'src/room/index.ts'), 'utf8'))
})

it('leaves nothing of a build that fails, and builds at the next call', () => {
  write.mockImplementationOnce((outDir: string) => {
    mkdirSync(outDir)
    throw new Error('no memory')
  })
  expect(result).toThrow('no memory')
  expect(readdirSync(join(root, 'node_modules/.cache/builds'))).toEqual([])
  expect(result()).toMatchObject({ text: 'one', builds: 2 })
})

it('takes the result of a process that was faster', () => {
  write.mockImplementationOnce((outDir: string) => {
    mkdirSync(outDir)
    const folder = outDir.replace(/\.[^.]*$/, '')
    mkdirSync(folder)
    writeFileSync(join(folder, 'built.txt'), 'by another')
  })
  expect(result().text).toBe('by another')
  expect(readdirSync(join(root, 'node_modules/.cache/builds'))).toHaveLength(1)
})

it('keeps the results of the last three sources', () => {
  const folders = ['one', 'two', 'three', 'four'].map((text) => {
    writeFileSync(join(root, 'src/room/index.ts'), text)
    return result().folder
  })
  expect(folders.map((folder) => existsSync(folder)).filter(Boolean)).toHaveLength(3)
  expect(existsSync(folders.at(-1) ?? '')).toBe(true)
})

it('has no result of a source that is not there', () => {
  expect(() => result(['missing'])).toThrow('ENOENT')
})

it('waits for a process that builds the same, and takes its result', async () => {
  const folder = result().folder
  rmSync(folder, { recursive: true })
  write.mockClear()
  const script = `
    const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs')
    const { basename, dirname, join } = require('node:path')
    const folder = process.argv[1]
    const turn = folder + '.turn'
    writeFileSync(turn, String(process.pid))
    console.log('begun')
    // The other process has a file of its own while it waits.
    const isWaitedFor = () => readdirSync(dirname(turn)).some((name) => name.startsWith(basename(turn) + '.'))
    while (!isWaitedFor()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    mkdirSync(folder)
    writeFileSync(join(folder, 'built.txt'), 'by another')
    rmSync(turn)`
  const other = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(other, 'close')
  await once(other.stdout, 'data')
  expect(result()).toEqual({ folder, text: 'by another', builds: 0 })
  await closed
})
