import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { libsqlStore } from 'react-pusher-kit/stores'
import { lines } from '../../stores/stored-lines.ts'
import { cliProject } from '../processes.ts'

type Project = Awaited<ReturnType<typeof cliProject>>

const failingDisk = fileURLToPath(new URL('failing-disk.mjs', import.meta.url))
const oneSentence = /^react-pusher-kit: Expected [^\n]*\n$/

/** The environment of a command whose disk fails: the operation, the end of the file's name, the code. */
function failing(operation: string, file: string, code: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import=${failingDisk}`, FAILING_DISK: `${operation}:${file}:${code}` }
}

describe('what the disk refuses', () => {
  let project: Project

  beforeAll(async () => {
    project = await cliProject()
  }, 60_000)
  afterAll(() => project.cleanUp())

  /** A store with some pages of events in a data folder of its own. */
  async function withStore(data: string): Promise<string> {
    mkdirSync(join(project.folder, data))
    const file = join(project.folder, data, 'events.db')
    const store = libsqlStore({ file })
    for (let i = 0; i < 20; i++) await store.append({ channel: 'logs', events: lines(100) })
    await store.close()
    return file
  }

  it.each([
    ['writeFileSync', 'credentials.json', 'ENOSPC'],
    ['writeFileSync', 'server.json', 'ENOSPC'],
    ['writeFileSync', 'server.json', 'EACCES'],
    ['mkdirSync', 'EROFS', 'EROFS'],
  ])('is said in one sentence at the start: %s of %s gets %s', async (operation, file, code) => {
    const data = `${operation}-${file}-${code}`
    const env = failing(operation, file, code)
    const result = await project.run(['serve', '--port', '0', '--data', data], { env }).result
    expect(result).toMatchObject({ code: 1, stdout: '' })
    expect(result.stderr).toMatch(oneSentence)
    expect(result.stderr).toContain(code)
    expect(result.stderr).toContain('--data')
    // The next start, with room on the disk, is not kept from starting by what the last one left.
    const next = await project.serve(0, { data })
    next.child.kill('SIGTERM')
    expect(await next.result).toMatchObject({ code: 0, stderr: '' })
  })

  it('is said in one sentence when the database file cannot grow', async () => {
    const serve = `ulimit -f 16; exec "$0" "$1" serve --port 0 --data small`
    const child = spawn('bash', ['-c', serve, process.execPath, project.bin], { cwd: project.folder })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    const [code] = (await once(child, 'close')) as [number | null]
    expect(code).toBe(1)
    expect(stderr).toMatch(oneSentence)
    expect(stderr).toContain('small')
  })

  it('is said in one sentence at the end, and the store is closed all the same', async () => {
    const env = failing('rmSync', 'server.json', 'EACCES')
    const server = await project.serve(0, { data: 'kept', env })
    server.child.kill('SIGTERM')
    const result = await server.result
    expect(result.code).toBe(1)
    expect(result.stderr).toMatch(oneSentence)
    expect(result.stderr).toContain('EACCES')
    expect(result.stderr).toContain('server.json')
    // The journal of a closed database is in its file.
    expect(
      statSync(join(project.folder, 'kept', 'events.db-wal'), { throwIfNoEntry: false })?.size ?? 0,
    ).toBe(0)
  })

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'overwritten in its middle',
      (bytes: Buffer) => bytes.fill(7, bytes.length / 2, bytes.length / 2 + 50_000),
    ],
    ['overwritten after its header', (bytes: Buffer) => bytes.fill(7, 100)],
  ])('is said in one sentence when the database was %s', async (how, damage) => {
    const data = `damaged ${how}`
    const file = await withStore(data)
    writeFileSync(file, damage(readFileSync(file)))
    const result = await project.runHere(['serve', '--port', '0', '--data', data])
    expect(result).toMatchObject({ code: 1, stdout: '' })
    expect(result.stderr).toMatch(oneSentence)
    expect(result.stderr).toContain(file)
    expect(result.stderr).toMatch(/move it away.*backup.*new-epoch/)
  })

  it.each([
    ['of another program', 'CREATE TABLE channels (name TEXT)', /holds something else/],
    ['of a newer version', 'PRAGMA user_version = 99', /update react-pusher-kit/],
  ])('is said in one sentence when the database is %s', async (which, sql, sentence) => {
    const data = `database ${which}`
    mkdirSync(join(project.folder, data))
    const database = new Database(join(project.folder, data, 'events.db'))
    database.exec(sql)
    database.close()
    const result = await project.runHere(['serve', '--port', '0', '--data', data])
    expect(result).toMatchObject({ code: 1, stdout: '' })
    expect(result.stderr).toMatch(oneSentence)
    expect(result.stderr).toMatch(sentence)
  })

  describe('react-pusher-kit new-epoch', () => {
    const epochOf = async (url: string) => {
      const response = await fetch(`${url}/api/v1/channels/logs/events?limit=1`)
      return (await response.json()) as { epoch: string; last_seq: number }
    }

    it('gives the store a new epoch, under a running server, too', async () => {
      await withStore('restored')
      const server = await project.serve(0, { data: 'restored' })
      const before = await epochOf(server.url)
      const { code, stdout } = await project.run(['new-epoch', '--data', 'restored']).result
      expect(code).toBe(0)
      const after = await epochOf(server.url)
      expect(after.epoch).not.toBe(before.epoch)
      expect(stdout).toContain(after.epoch)
      expect(after.last_seq).toBeGreaterThanOrEqual(before.last_seq)
      server.child.kill('SIGTERM')
      await server.result
    })

    it.each([
      [['new-epoch', '--data', 'nowhere'], 'nowhere'],
      [['new-epoch', '--env', 'nowhere.env'], 'nowhere.env'],
      [['new-epoch', '--port', '1'], '--port'],
      [['new-epoch', 'now'], 'now'],
    ])('refuses %j in one sentence', async (args, named) => {
      const { code, stderr } = await project.runHere(args)
      expect(code).toBe(1)
      expect(stderr).toMatch(/^react-pusher-kit: [^\n]*\n$/)
      expect(stderr).toContain(named)
      expect(existsSync(join(project.folder, 'nowhere'))).toBe(false)
    })

    it('names the database that cannot be reached, and no password', async () => {
      const env = { DATABASE_URL: 'postgres://someone:password@127.0.0.1:9/none' }
      const { code, stderr } = await project.runHere(['new-epoch'], { env })
      expect(code).toBe(1)
      expect(stderr).toMatch(oneSentence)
      expect(stderr).toContain('DATABASE_URL')
      expect(stderr).not.toContain('password')
    })
  })
})
