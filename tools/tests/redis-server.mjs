// Starts a separate Redis on a loopback port for tests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './postgres-cluster.mjs'

/** The file `redis-server`, on the path or in Debian's location; undefined if there is none. */
export function findRedis() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  return folders.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file))
}

/**
 * Starts a Redis.
 *
 * @param {string} binary - the file `redis-server`
 * @param {readonly string[]} settings - additional settings, such as `--maxmemory 1mb`
 */
export async function startRedis(binary, settings = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rpk-redis-'))
  const port = await freePort()
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child

  async function start() {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '']
    const more = settings.flatMap((setting) => setting.split(' '))
    child = spawn(binary, [...options, '--appendonly', 'no', ...more], { stdio: 'ignore' })
    await answers(port)
  }

  /** @param {NodeJS.Signals} signal */
  async function end(signal) {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  async function remove() {
    await end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    /** Suspends it: connections stay open, but it does not respond. */
    freeze: async () => void child?.kill('SIGSTOP'),
    thaw: async () => void child?.kill('SIGCONT'),
    remove,
  }
}

/** Waits until it responds to PING. @param {number} port */
async function answers(port) {
  for (const end = Date.now() + 20_000; ;) {
    if (await ping(port)) return
    if (Date.now() > end) throw new Error('Expected Redis to answer within 20 s.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function ping(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      socket.destroy()
      resolve(String(data).startsWith('+PONG'))
    })
    socket.on('error', () => resolve(false))
  })
}
