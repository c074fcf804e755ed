// Runs the tests of several servers that share a PostgreSQL or a Redis, each started for the tests on a loopback port;
// says so when one of them is not installed.
import { spawnSync } from 'node:child_process'
import { findBinaries } from './postgres-cluster.mjs'
import { findRedis } from './redis-server.mjs'

const postgres = findBinaries()
const redis = findRedis()
/** @param {string} name @param {string} debianPackage */
const notRun = (name, debianPackage) =>
  console.log(
    `NOT RUN: the tests of several servers on ${name}. Install ${name} (Debian: apt-get install ${debianPackage}) to run them.`,
  )
if (!postgres) notRun('PostgreSQL', 'postgresql')
if (!redis) notRun('Redis', 'redis-server')
if (postgres || redis) {
  const tests = ['vitest', 'run', '--config', 'test/multi-server/vitest.config.ts', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    POSTGRES_BINARIES: postgres ?? '',
    REDIS_SERVER: redis ?? '',
  }
  process.exitCode = spawnSync('npx', tests, { stdio: 'inherit', env }).status ?? 1
}
