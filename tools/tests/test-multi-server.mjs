// Runs the tests of several servers that share a PostgreSQL or a Redis. Prints a message if one of them is not installed.
// With a command, runs it with one of each: `node tools/tests/test-multi-server.mjs npm run bench:server`.
import { spawnSync } from 'node:child_process'
import { findBinaries, startCluster } from './postgres-cluster.mjs'
import { findRedis, startRedis } from './redis-server.mjs'

const postgres = findBinaries()
const redis = findRedis()
/** @param {string} name @param {string} debianPackage */
const notRun = (name, debianPackage) =>
  console.log(
    `NOT RUN: the tests of several servers on ${name}. Install ${name} (Debian: apt-get install ${debianPackage}) to run them.`,
  )
if (!postgres) notRun('PostgreSQL', 'postgresql')
if (!redis) notRun('Redis', 'redis-server')

const given = process.argv.slice(2)
const isProgram = given.length > 0 && !given[0].startsWith('-')
if (isProgram) await runProgram()
else if (postgres || redis) runTests()

/** The tests start and stop their own databases. */
function runTests() {
  const tests = ['vitest', 'run', '--config', 'test/multi-server/vitest.config.ts', ...given]
  run('npx', tests, { POSTGRES_BINARIES: postgres ?? '', REDIS_SERVER: redis ?? '' })
}

async function runProgram() {
  /** @type {(() => unknown)[]} */
  const removals = []
  const variables = {}
  try {
    if (postgres) {
      const { url, remove } = await startCluster(postgres)
      variables.DATABASE_URL = url
      removals.push(remove)
    }
    if (redis) {
      const { url, remove } = await startRedis(redis)
      variables.REDIS_URL = url
      removals.push(remove)
    }
    const [program, ...args] = given
    run(program, args, variables)
  } finally {
    for (const remove of removals) await remove()
  }
}

function run(program, args, variables) {
  const env = { ...process.env, ...variables }
  process.exitCode = spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1
}
