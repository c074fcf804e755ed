import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchFiles } from '../../../src/dev-server/config/watch-files.ts'
import type { FileWatch } from '../../../src/dev-server/config/watch-files.ts'
import { appFolder } from './app-folder.ts'

let app: ReturnType<typeof appFolder>
let file: string
let watch: FileWatch
let changes: number

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  app = appFolder({ 'a.ts': 'one' })
  file = join(app.folder, 'a.ts')
  changes = 0
  watch = watchFiles(() => changes++)
})
afterEach(() => {
  watch.close()
  vi.useRealTimers()
  app.remove()
})

const setTime = (time: number) => utimesSync(file, time / 1000, time / 1000)
const wait = (ms: number) => vi.advanceTimersByTime(ms)

it('reports nothing while nothing changes', () => {
  setTime(Date.now() - 60_000)
  watch.set([file, join(app.folder, 'nowhere.ts')], Date.now())
  wait(10_000)
  expect(changes).toBe(0)
})

it('reports once what is newer than it was read, though the clock of the disk is ahead', () => {
  setTime(Date.now() + 3_600_000)
  watch.set([file], Date.now())
  wait(300)
  expect(changes).toBe(1)
  watch.set([file], Date.now())
  wait(10_000)
  expect(changes).toBe(1)
})

it('reports a file that comes, changes and goes', () => {
  const late = join(app.folder, 'late.ts')
  setTime(Date.now() - 60_000)
  watch.set([file, late], Date.now())
  writeFileSync(late, '1')
  wait(200)
  writeFileSync(file, '22')
  wait(20)
  expect(changes).toBe(0)
  wait(400)
  expect(changes).toBe(2)
  rmSync(late)
  wait(300)
  expect(changes).toBe(3)
})

it('reports nothing after its end, nor a file that is not watched any more', () => {
  setTime(Date.now() - 60_000)
  watch.set([file], Date.now())
  watch.set([], Date.now())
  writeFileSync(file, 'two')
  wait(1000)
  watch.set([file], Date.now() + 60_000)
  writeFileSync(file, 'three and more')
  wait(210)
  watch.close()
  wait(1000)
  expect(changes).toBe(0)
})
