// Starts a separate PostgreSQL on a loopback port for tests.
import { execFile, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/**
 * Settings for tests, each of which creates a database. Without `fsync`, only a crash of the machine loses data, not a
 * killed database. Benchmarks keep `fsync`.
 */
export const withoutSync = ['fsync=off']

/** The folder of `initdb` and `pg_ctl`, on the path or in Debian's location; undefined if there is none. */
export function findBinaries() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** A free port of the loopback address. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('Expected a port but got none.')),
      )
    })
  })
}

/** The user to run as: PostgreSQL refuses to run as root, so root uses the user that its package created. */
function postgresUser() {
  return process.getuid?.() === 0 ? { uid: idOfPostgres('-u'), gid: idOfPostgres('-g') } : {}
}

/** @param {string} flag */
function idOfPostgres(flag) {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
}

/**
 * Starts a cluster.
 *
 * @param {string} binaries - the folder of `initdb` and `pg_ctl`
 * @param {readonly string[]} settings - additional settings, such as `max_connections=10`
 */
export async function startCluster(binaries, settings = []) {
  const user = postgresUser()
  const folder = mkdtempSync(join(tmpdir(), 'rpk-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)

  /** @param {string} command @param {string[]} args */
  async function run(command, args) {
    await execute(join(binaries, command), args, { ...user, cwd: folder })
  }

  /** Retries for 20 s: after the first process was killed, the others block a restart for a moment. */
  async function start() {
    for (const end = Date.now() + 20_000; ;) {
      try {
        return await startOnce()
      } catch (error) {
        if (Date.now() > end) throw error
      }
    }
  }

  function startOnce() {
    const all = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", ...settings]
    const options = `-p ${port} ${all.map((setting) => `-c ${setting}`).join(' ')}`
    return run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])
  }

  /** @param {'fast' | 'immediate'} mode */
  function stop(mode) {
    return run('pg_ctl', ['-D', data, '-w', '-m', mode, 'stop'])
  }

  /** Kills the first process of the database, as the kernel does when memory is short. */
  function kill() {
    const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }

  function remove() {
    spawnSync(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop'], {
      ...user,
      cwd: folder,
    })
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    await run('initdb', ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'])
    await start()
  } catch (error) {
    remove()
    throw error
  }
  return { url: `postgres://test@127.0.0.1:${port}/postgres`, start, stop, kill, remove }
}
