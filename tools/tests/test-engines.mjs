// `npm run test:engines [-- firefox|webkit] [options of Vitest]`: runs the browser tests, the stories and the end-to-end
// tests of test/engines in engines other than Chromium; with `--share` only those that are part of `.ci/run`.
import { spawnSync } from 'node:child_process'
import { ciShare, engineNames, findEngine, findPlaywrightEngine } from '../browser/engines.mjs'
import { useOwnFonts } from '../browser/fonts.mjs'

useOwnFonts()

const given = process.argv.slice(2)
const wanted = engineNames.filter((name) => given.includes(name))
const isShare = given.includes('--share')
const options = given.filter((argument) => !engineNames.includes(argument) && argument !== '--share')
const allProjects = options.some((option) => option.startsWith('--project'))
  ? []
  : ['browser*', 'stories*', 'engines'].flatMap((name) => ['--project', name])

for (const name of wanted.length > 0 ? wanted : engineNames) {
  if (!findEngine(name) && !(await findPlaywrightEngine(name))) {
    console.log(`NOT RUN: the tests in ${name}. Install it to run them (CONTRIBUTING.md, "Other engines").`)
    continue
  }
  console.log(`\n── ${name}`)
  // Replaces `{engine}` in `results-{engine}.json` by the name of the engine.
  const own = options.map((option) => option.replace('{engine}', name))
  const { status } = spawnSync('npx', ['vitest', 'run', ...(isShare ? ciShare[name] : allProjects), ...own], {
    stdio: 'inherit',
    env: { ...process.env, ENGINE: name },
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exitCode = 1
}
