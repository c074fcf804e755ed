// `npm run test:start`: runs `npm start`, which builds `dist`, and requests the page.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const longestWait = 120_000
const data = mkdtempSync(join(tmpdir(), 'react-pusher-kit-start-'))
const start = spawn('npm', ['start', '--', '--port', '0', '--data', data], {
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
})

/** The URL in the output. */
const address = new Promise((resolve, reject) => {
  let output = ''
  const read = (chunk) => {
    output += chunk
    const [, url] = /is running: (http:\S+)/.exec(output) ?? []
    if (url) resolve(url)
  }
  start.stdout.on('data', read)
  start.stderr.on('data', read)
  start.on('exit', () => reject(new Error(`npm start ended:\n${output}`)))
  setTimeout(() => reject(new Error(`npm start was not ready in time:\n${output}`)), longestWait).unref()
})

try {
  const url = await address
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  const html = await page.text()
  if (!page.ok || !html.includes('<script'))
    throw new Error(`Expected the console but got ${page.status}: ${html}`)
  const health = await fetch(new URL('/healthz', url))
  if (!health.ok)
    throw new Error(`Expected a healthy server but got ${health.status}: ${await health.text()}`)
  console.log('npm start: the console and the server answer.')
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  // npm and the server run in a separate process group.
  if (start.exitCode === null && start.pid !== undefined) {
    const ended = new Promise((resolve) => start.once('exit', resolve))
    process.kill(-start.pid, 'SIGTERM')
    await ended
  }
  rmSync(data, { recursive: true, force: true })
}
