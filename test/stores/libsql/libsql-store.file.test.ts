import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { StoreError } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { buildLibrary } from '../../run/built-library.ts'
import { quickest, timeOf } from '../../run/quickest.ts'
import { lines, readAll } from '../stored-lines.ts'

const appendingProcess = fileURLToPath(new URL('appending-process.mjs', import.meta.url))
const lockingProcess = fileURLToPath(new URL('locking-process.mjs', import.meta.url))

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'libsql-file-'))
  file = join(folder, 'events.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A file as the first version of the store wrote it, with its tables and a repeated append. */
function writeFirstVersion(): void {
  const database = new Database(file)
  database.exec(`
    CREATE TABLE channels (name TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE events (
      channel TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, thread_id TEXT,
      data TEXT NOT NULL, timestamp INTEGER NOT NULL, stored_at INTEGER NOT NULL,
      PRIMARY KEY (channel, seq)
    ) WITHOUT ROWID;
    CREATE INDEX events_thread ON events (channel, thread_id, seq);
    CREATE TABLE appends (
      channel TEXT NOT NULL, key TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
      stored_at INTEGER NOT NULL,
      PRIMARY KEY (channel, key)
    ) WITHOUT ROWID;
    CREATE TABLE store (epoch TEXT NOT NULL);
    INSERT INTO store VALUES ('old epoch');
    INSERT INTO channels VALUES ('logs', 3);
    INSERT INTO events VALUES
      ('logs', 1, 'log', 'a', '{"text":"1"}', 5, ${Date.now() - 90_000}),
      ('logs', 2, 'note', 'b', '{"text":"2"}', 6, ${Date.now() - 10_000}),
      ('logs', 3, 'log', 'b', '{"text":"3"}', 7, ${Date.now() - 10_000});
    INSERT INTO appends VALUES ('logs', 'key', 2, 3, ${Date.now() - 10_000});
    PRAGMA user_version = 1;`)
  database.close()
}

describe('a file of the first version', () => {
  it('is opened, read, filtered, appended to and pruned', async () => {
    writeFirstVersion()
    const store = libsqlStore({ file })
    const all = await readAll(store, 'logs')
    expect(all).toMatchObject({
      texts: ['1', '2', '3'],
      page: { epoch: 'old epoch', firstSeq: 1, lastSeq: 3 },
    })
    expect((await readAll(store, 'logs', { events: ['note'] })).seqs).toEqual([2])
    expect((await readAll(store, 'logs', { threadIds: ['b'] })).seqs).toEqual([2, 3])
    const repeated = { channel: 'logs', events: lines(2), idempotencyKey: 'key', fingerprint: 'new' }
    expect(await store.append(repeated)).toMatchObject({ repeated: true, firstSeq: 2, lastSeq: 3 })
    expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 4 })
    expect(await store.keys?.claim({ key: 'k', fingerprint: 'f', claimant: 'c' })).toEqual({
      state: 'claimed',
    })
    expect(await store.prune({ maxAge: 60_000 })).toBe(1)
    expect((await readAll(store, 'logs')).seqs).toEqual([2, 3, 4])
    await store.close()
    const again = libsqlStore({ file })
    expect((await readAll(again, 'logs')).seqs).toEqual([2, 3, 4])
    await again.close()
  })

  it('is brought up to date once when two processes open it', async () => {
    writeFirstVersion()
    const stores = [libsqlStore({ file }), libsqlStore({ file })]
    for (const store of stores) expect((await readAll(store, 'logs')).seqs).toEqual([1, 2, 3])
    for (const store of stores) await store.close()
  })
})

it('refuses a file of a newer version, and leaves it as it is', () => {
  const database = new Database(file)
  database.exec('PRAGMA user_version = 99')
  expect(() => libsqlStore({ file })).toThrow(/Expected a store of version \d+ or older but got 99/)
  expect(database.pragma('user_version')).toEqual([{ user_version: 99 }])
  database.close()
})

it('leaves the whole store in its file when it is closed, for a copy of that file', async () => {
  const store = libsqlStore({ file })
  await store.append({ channel: 'logs', events: lines(100) })
  await store.close()
  const journal = `${file}-wal`
  expect(existsSync(journal) ? statSync(journal).size : 0).toBe(0)
})

describe('a file that another process has locked', () => {
  it('is waited for beside the event loop', async () => {
    const store = libsqlStore({ file })
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const waiting = store.append({ channel: 'logs', events: lines(1) })
    await expect.poll(() => ticks).toBeGreaterThan(5)
    expect(await store.history({ channel: 'logs', limit: 1 })).toMatchObject({ lastSeq: 0 })
    other.exec('ROLLBACK')
    expect(await waiting).toMatchObject({ firstSeq: 1 })
    clearInterval(timer)
    other.close()
    await store.close()
  })

  it('is given up after 5 s, with an error that says to try again', async () => {
    const store = libsqlStore({ file })
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    const refused = store.append({ channel: 'logs', events: lines(1) })
    await expect(refused).rejects.toBeInstanceOf(StoreError)
    await expect(refused).rejects.toMatchObject({ code: 'store_unavailable', retryAfter: 1 })
    other.exec('ROLLBACK')
    expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 1 })
    other.close()
    await store.close()
  })
})

describe('a new file that another process is opening, too', () => {
  /** Has a process lock the file for a time, ms. */
  async function lockFor(ms: number) {
    const child = fork(lockingProcess, [file, String(ms)])
    const ended = once(child, 'exit')
    await once(child, 'message')
    return { end: () => child.kill(), ended }
  }

  it('is waited for', async () => {
    const other = await lockFor(300)
    const store = libsqlStore({ file })
    expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 1 })
    await store.close()
    await other.ended
  })

  it('is given up after 5 s', async () => {
    const other = await lockFor(60_000)
    const start = performance.now()
    expect(() => libsqlStore({ file })).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }))
    const waited = performance.now() - start
    expect(waited).toBeGreaterThan(4900)
    expect(waited).toBeLessThan(8000)
    other.end()
    await other.ended
  }, 60_000)
})

it('says why when the database has taken a write back by itself, as some do on a full disk, and goes on', async () => {
  const store = libsqlStore({ file })
  const other = new Database(file)
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ROLLBACK, 'full'); END`)
  await expect(store.append({ channel: 'logs', events: lines(1) })).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining('SQLITE_CONSTRAINT') as string,
  })
  other.exec('DROP TRIGGER full')
  other.close()
  expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 1 })
  await store.close()
})

it('says that it is unavailable when the file is damaged while it is open', async () => {
  const store = libsqlStore({ file })
  await store.append({ channel: 'logs', events: lines(1) })
  const other = new Database(file)
  other.exec('DROP TABLE events')
  other.close()
  await expect(store.history({ channel: 'logs', limit: 1 })).rejects.toMatchObject({
    code: 'store_unavailable',
  })
  await store.close()
})

describe('a channel of 500 000 rows', { timeout: 120_000 }, () => {
  it('is read with any filter in a few milliseconds a page', async () => {
    const store = libsqlStore({ file })
    const database = new Database(file)
    database.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
      INSERT INTO events SELECT 'logs', i, CASE WHEN i % 2 THEN 'odd' ELSE 'even' END,
        CASE WHEN i % 2 THEN 'even thread' ELSE 'odd thread' END, '{"text":"x"}', 0, 0, NULL FROM n;
      INSERT INTO channels (name, last_seq, broadcast_seq) VALUES ('logs', 500000, 500000);`)
    database.close()
    const names = Array.from({ length: 50 }, (_, index) => `nope ${index}`)
    const queries = {
      'an unknown event': { events: ['nope'] },
      'an unknown thread': { threadIds: ['nope'] },
      'an unknown event of a known thread': { events: ['nope'], threadIds: ['odd thread'] },
      'events and threads that never meet': { events: ['odd'], threadIds: ['odd thread'] },
      'fifty events': { events: [...names.slice(2), 'odd', 'even'], limit: 1000 },
      'a hundred names': { events: [...names.slice(2), 'odd', 'even'], threadIds: names },
      'what was stored after the newest': { storedSince: 1 },
      'the newest': { before: 500_000 },
    }
    const few = 25
    const slow: [string, number][] = []
    for (const [what, query] of Object.entries(queries)) {
      const read = () => store.history({ channel: 'logs', limit: 100, ...query })
      const ms = await quickest(few, () => timeOf(read))
      if (ms >= few) slow.push([what, ms])
    }
    expect(slow).toEqual([])
    await store.close()
  })
})

describe('processes that are killed while they append', { timeout: 120_000 }, () => {
  let stores: string
  beforeAll(() => {
    stores = `${buildLibrary()}/stores.js`
  }, 60_000)

  it('have stored whatever they acknowledged, without a hole', async () => {
    const acknowledged: { text: string; seq: number }[] = []
    async function runAndKill(writer: string, appends: number): Promise<void> {
      const child = spawn(process.execPath, [appendingProcess, stores, file, writer])
      let printed = ''
      const enough = new Promise<void>((resolve) => {
        child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
          printed += chunk
          if (printed.split('\n').length > appends) resolve()
        })
      })
      let errors = ''
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
      const closed = once(child, 'close')
      await Promise.race([enough, closed])
      child.kill('SIGKILL')
      await closed
      expect(errors).toBe('')
      // The last line may be cut: it was not acknowledged.
      for (const line of printed.split('\n').slice(0, -1)) {
        const [of, n, first, last] = line.split(' ')
        for (let seq = Number(first); seq <= Number(last); seq++) {
          acknowledged.push({ seq, text: `${of} ${n} ${seq - Number(first)}` })
        }
      }
    }

    for (let round = 0; round < 6; round++) {
      await Promise.all(
        ['a', 'b'].map((name, index) => runAndKill(`${name}${round}`, 20 + 37 * round + 11 * index)),
      )
    }
    const store = libsqlStore({ file })
    const { seqs, texts } = await readAll(store, 'logs')
    expect(acknowledged.length).toBeGreaterThan(1000)
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1))
    expect(acknowledged.filter(({ seq, text }) => texts[seq - 1] !== text)).toEqual([])
    expect(new Set(texts).size).toBe(texts.length)
    // An append is whole or not there.
    const wholes = new Map<string, number>()
    for (const text of texts) {
      const append = String(text).split(' ').slice(0, 2).join(' ')
      wholes.set(append, (wholes.get(append) ?? 0) + 1)
    }
    for (const [append, count] of wholes) expect(count).toBe(1 + (Number(append.split(' ')[1]) % 7))
    await store.close()
  })
})
