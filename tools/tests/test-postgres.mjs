// Starts a separate PostgreSQL on a loopback port and runs the tests of the store. Prints a message if it is not installed.
import { spawnSync } from 'node:child_process'
import { findBinaries, startCluster, withoutSync } from './postgres-cluster.mjs'

const binaries = findBinaries()
if (!binaries) {
  console.log(
    'NOT RUN: the PostgreSQL tests. Install PostgreSQL (Debian: apt-get install postgresql) to run them.',
  )
  process.exit(0)
}

const given = process.argv.slice(2)
// A command to run with the database, or options for the tests.
const isProgram = given.length > 0 && !given[0].startsWith('-')
const cluster = await startCluster(binaries, isProgram ? [] : withoutSync)
try {
  const tests = ['npx', 'vitest', 'run', '--config', 'test/postgres/vitest.config.ts']
  const [program, ...args] = isProgram ? given : [...tests, ...given]
  const env = { ...process.env, DATABASE_URL: cluster.url }
  process.exitCode = spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1
} finally {
  cluster.remove()
}
