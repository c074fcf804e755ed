// All checks of CI, after `npm ci`. Stages run sequentially, the lanes of a stage in parallel. A failed stage ends the run
// after its last lane. Finally prints the time of each step, the failures, and "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { formatFailedStep, readReport } from './failures.mjs'

const results = 'test-results'
rmSync(results, { recursive: true, force: true })
mkdirSync(results)

/** The file to which each run of Vitest writes its counts; `{engine}` is replaced by the name of the engine. */
const counted = (command, name) =>
  `${command} -- --reporter=./test/run/progress-reporter.ts --reporter=json --outputFile.json=${results}/${name}.json`

/** @type {string[][][]} stages of lanes of commands */
const stages = [
  [
    ['npm run lint', 'npm run format:check', 'npm run knip', 'npm run reference', 'npm run audit'],
    ['npm run types', 'npm run package', 'npm run test:start'],
  ],
  // Tests that `npm test` runs at a smaller size. The stories run below, in every scheme.
  [[counted('npm run test:full', 'full')]],
  [
    [
      counted('npm run test:package', 'package'),
      counted('npm run test:schemes', 'schemes'),
      'npm run test:coverage',
      'npm run build:storybook',
    ],
    [
      counted('npm run test:compiled', 'compiled'),
      counted('npm run test:postgres', 'postgres'),
      counted('npm run test:oldest', 'oldest'),
      counted('npm run test:engines:share', '{engine}'),
    ],
    // Runs in parallel, because it mostly waits.
    [counted('npm run test:multi-server', 'multi-server'), counted('npm run test:fastapi', 'fastapi')],
  ],
]
const reports = [
  'full',
  'package',
  'schemes',
  'compiled',
  'postgres',
  'multi-server',
  'fastapi',
  'oldest',
  'firefox',
  'webkit',
]
/** @returns {string[]} the report files of a command in `counted` */
const reportsOf = (command) =>
  reports
    .map((name) => `${results}/${name}.json`)
    .filter((file) => command.endsWith(file.replace(/firefox|webkit/, '{engine}')))

/** Missing system packages that CI is allowed to install, by a path that each provides. */
const debianPackages = {
  postgresql: '/usr/lib/postgresql',
  'redis-server': '/usr/bin/redis-server',
  'firefox-esr': '/usr/bin/firefox-esr',
  'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
  xvfb: '/usr/bin/Xvfb',
  'python3-fastapi': '/usr/lib/python3/dist-packages/fastapi',
  'python3-uvicorn': '/usr/lib/python3/dist-packages/uvicorn',
}

function installDebianPackages() {
  const missing = Object.keys(debianPackages).filter((name) => !existsSync(debianPackages[name]))
  const hasApt = process.env.CI === 'true' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (missing.length === 0 || !hasApt) return
  // Installed separately, so that a missing package does not prevent the others.
  const installs = missing.map((name) => `apt-get install -y -qq ${name}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('sh', ['-c', ['apt-get update -qq', ...installs].join('; ')], { env })
}

/** @type {{ command: string, seconds: number, ok: boolean, failed?: string }[]} */
const steps = []
const clock = () => performance.now() / 1000
const start = clock() - Number(process.argv[2] ?? 0)

/** Runs a command. If another lane runs in parallel, the output is printed when the command ends. */
function run(command, isAlone) {
  const began = clock()
  if (isAlone) console.log(`\n── ${command}`)
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk)
        if (isAlone) process.stdout.write(chunk)
      })
    }
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString('utf8')
      if (!isAlone) process.stdout.write(`\n── ${command}\n${output}`)
      const ok = code === 0
      const name = command.split(' -- ')[0]
      // Formatted now, so that the output need not be kept.
      const step = { command: name, output, reports: reportsOf(command).map(readReport) }
      const failed = ok ? undefined : formatFailedStep(step, process.cwd())
      steps.push({ command: name, seconds: clock() - began, ok, failed })
      resolve(ok)
    })
  })
}

async function runLane(commands, isAlone) {
  let ok = true
  for (const command of commands) ok = (await run(command, isAlone)) && ok
  return ok
}

if (process.argv[2]) steps.push({ command: 'npm ci', seconds: Number(process.argv[2]), ok: true })
let ok = true
for (const [index, lanes] of stages.entries()) {
  if (index === 1) installDebianPackages()
  const ended = await Promise.all(lanes.map((lane) => runLane(lane, lanes.length === 1)))
  ok &&= ended.every(Boolean)
  // The tests need the build.
  if (index === 0 && !ok) break
}

const row = (seconds, text) => `${seconds.toFixed(0).padStart(6)} s  ${text}`
console.log('\n── Time of each step')
for (const { command, seconds, ok: passed } of steps)
  console.log(row(seconds, `${command}${passed ? '' : '  FAILED'}`))
console.log(row(clock() - start, 'in all'))
for (const { failed } of steps) if (failed) console.log(failed)
const files = reports.map((name) => `${results}/${name}.json`).filter(existsSync)
const count = spawnSync(process.execPath, ['tools/ci/count-tests.mjs', ...files], { stdio: 'inherit' })
process.exitCode = ok && count.status === 0 ? 0 : 1
