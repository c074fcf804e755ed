// Starts a PostgreSQL of its own on a loopback port and runs the store's tests on it; says so when there is none.
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
// A program to run on the database, or options of the tests.
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
