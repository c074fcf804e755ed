// `node tools/tests/vitest-with.mjs TEST_SIZE=full run --project node`: runs Vitest with environment variables in any
// shell.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const isAssignment = (argument) => /^[A-Z_]+=/.test(argument)
const given = process.argv.slice(2)
for (const assignment of given.filter(isAssignment)) {
  const [name, value] = assignment.split('=')
  process.env[name] = value
}
const manifest = createRequire(import.meta.url).resolve('vitest/package.json')
process.argv = [process.argv[0], 'vitest', ...given.filter((argument) => !isAssignment(argument))]
await import(pathToFileURL(join(dirname(manifest), 'vitest.mjs')).href)
