import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPusherServer, StoreError } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { writeCheck } from '../../src/stores/write-check.ts'

describe('a check that a store takes writes', () => {
  afterEach(() => void vi.useRealTimers())

  it('writes once in 10 s, and reads meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const calls: string[] = []
    const check = writeCheck(
      async () => calls.push('read'),
      async () => calls.push('write'),
    )
    await Promise.all([check(), check(), check()])
    expect(calls).toEqual(['write'])
    vi.advanceTimersByTime(9_999)
    await check()
    expect(calls).toEqual(['write', 'read'])
    vi.advanceTimersByTime(1)
    await check()
    expect(calls).toEqual(['write', 'read', 'write'])
  })

  it('writes at each check after one that failed', async () => {
    let isFull = true
    const check = writeCheck(
      async () => {},
      () => (isFull ? Promise.reject(new Error('full')) : Promise.resolve()),
    )
    await expect(check()).rejects.toThrow('full')
    await expect(check()).rejects.toThrow('full')
    isFull = false
    await check()
    isFull = true
    await check()
  })
})

describe('libsqlStore', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'write-check-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('that takes no writes, though it can be read, fails its check, and healthz is 503 at once', async () => {
    const file = join(folder, 'events.db')
    const store = libsqlStore({ file })
    await store.check()
    await store.close()
    const full = new Database(file)
    full.exec(`CREATE TRIGGER full BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, 'full'); END`)
    const again = libsqlStore({ file })
    await expect(again.check()).rejects.toBeInstanceOf(StoreError)
    expect(await again.history({ channel: 'logs', limit: 1 })).toMatchObject({ events: [] })
    const server = createPusherServer({ authenticate: () => null, broadcaster: null, store: again })
    const health = await server.fetch(new Request('http://localhost/healthz'))
    expect(health.status).toBe(503)
    full.exec('DROP TRIGGER full')
    full.close()
    await again.check()
    await again.close()
  })

  it('keeps one row for its checks, which nobody can claim', async () => {
    const file = join(folder, 'events.db')
    for (let i = 0; i < 3; i++) {
      const store = libsqlStore({ file })
      await store.check()
      await store.close()
    }
    const database = new Database(file)
    expect(database.prepare('SELECT key FROM claims').all()).toEqual([{ key: 'check' }])
    database.close()
  })
})
