// The conditions under which `npm run test:hunt` runs the tests. Each function sets one up and returns how to undo it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The changes of a condition: environment variables, arguments of Vitest, a prefix of the command, the folder; and a
 * function that undoes them.
 *
 * @typedef {{ env?: Record<string, string>, args?: string[], prefix?: string[], cwd?: string, undo?: () => void }} Change
 */

/** One busy process per core. */
function loadCores() {
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  return { undo: () => busy.forEach((process) => process.kill('SIGKILL')) }
}

/** Occupies the default ports of `npm start` and Storybook, unless they are already in use. */
async function takePorts(...ports) {
  const servers = await Promise.all(
    ports.map(
      (port) =>
        new Promise((resolve, reject) => {
          const server = createServer()
          server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
          server.listen(port, () => resolve(server))
        }),
    ),
  )
  return { undo: () => servers.forEach((server) => server?.close()) }
}

/** The project in another folder, including dependencies. */
function copyTo(name) {
  const parent = mkdtempSync(join(tmpdir(), 'hunt-'))
  const cwd = join(parent, name)
  const { status } = spawnSync('cp', ['-a', process.cwd(), cwd], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`Expected cp to copy the project to ${cwd} but it ended with ${status}.`)
  return { cwd, parent, undo: () => rmSync(parent, { recursive: true, force: true }) }
}

/** A regular user with a separate copy and home folder. */
function asOrdinaryUser() {
  const { cwd, parent, undo } = copyTo('project')
  const id = 65534
  spawnSync('chown', ['-R', `${id}:${id}`, parent], { stdio: 'inherit' })
  const prefix = ['setpriv', '--reuid', `${id}`, '--regid', `${id}`, '--clear-groups', '--']
  return { cwd, undo, prefix, env: { HOME: parent, USER: 'nobody', LOGNAME: 'nobody' } }
}

const onNode = (version) => ({ prefix: ['npx', '--yes', '--package', `node@${version}`, '--'] })

const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

/**
 * `runs` is the default number of runs; `missing` is the reason why this machine does not support the condition.
 *
 * @type {Record<string, { runs: number, missing?: string, setUp: () => Change | Promise<Change> }>}
 */
export const conditions = {
  quiet: { runs: 5, setUp: () => ({}) },
  load: { runs: 3, setUp: loadCores },
  shuffle: { runs: 3, setUp: () => ({ args: ['--sequence.shuffle'] }) },
  locale: {
    runs: 1,
    setUp: () => ({ env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } }),
  },
  user: {
    runs: 1,
    missing: process.getuid?.() === 0 ? undefined : 'the hunt itself runs as an ordinary user',
    setUp: asOrdinaryUser,
  },
  path: { runs: 1, setUp: () => copyTo('ein Pfäd') },
  ports: { runs: 1, setUp: () => takePorts(8000, 6006) },
  chromium: {
    runs: 1,
    missing: systemChromium ? undefined : 'the system has no Chromium',
    setUp: () => ({ env: { CHROMIUM_PATH: systemChromium } }),
  },
  repeat: { runs: 1, setUp: () => ({ env: { REPEATS: '5' }, args: ['--project', 'dom'] }) },
  low: { runs: 1, setUp: () => ({ env: { CHANCE: 'low' } }) },
  high: { runs: 1, setUp: () => ({ env: { CHANCE: 'high' } }) },
  eager: { runs: 1, setUp: () => ({ env: { EAGER: 'yes' } }) },
  'system-fonts': { runs: 1, setUp: () => ({ env: { TEST_FONTS: 'system' } }) },
  node20: { runs: 1, setUp: () => onNode(20) },
  node22: { runs: 1, setUp: () => onNode(22) },
  node24: { runs: 1, setUp: () => onNode(24) },
}
