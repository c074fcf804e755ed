// Starts a PostgreSQL of its own on a loopback port and runs the store's tests on it; says so when there is none.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The folder of `initdb` and `pg_ctl`: on the path, or where Debian puts it. */
function findBinaries() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function postgresUser() {
  return process.getuid?.() === 0 ? { uid: idOfPostgres('-u'), gid: idOfPostgres('-g') } : {}
}

function idOfPostgres(flag) {
  return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
}

const binaries = findBinaries()
if (!binaries) {
  console.log(
    'NOT RUN: the PostgreSQL tests. Install PostgreSQL (Debian: apt-get install postgresql) to run them.',
  )
  process.exit(0)
}

const user = postgresUser()
const folder = mkdtempSync(join(tmpdir(), 'rpk-postgres-'))
const data = join(folder, 'data')
const port = await freePort()
if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)

function run(command, args) {
  const result = spawnSync(join(binaries, command), args, { ...user, cwd: folder, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr}${result.stdout}`)
}

try {
  run('initdb', ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'])
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
  const command = process.argv.slice(2)
  const [program, ...args] =
    command.length > 0 ? command : ['npx', 'vitest', 'run', '--config', 'test/postgres/vitest.config.ts']
  const env = { ...process.env, DATABASE_URL: `postgres://test@127.0.0.1:${port}/postgres` }
  process.exitCode = spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1
} finally {
  spawnSync(join(binaries, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], { ...user, cwd: folder })
  rmSync(folder, { recursive: true, force: true })
}
