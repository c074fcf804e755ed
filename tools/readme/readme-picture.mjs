// `npm run readme-picture`: docs/console-{light,dark}.png, the live app while a real test run streams into it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from '../browser/browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'dist', 'dev-server', 'bin.js')
const data = mkdtempSync(join(tmpdir(), 'readme-picture-'))

/** The output of the test run, without the folder of this machine. */
async function testRun() {
  const env = { ...process.env, FORCE_COLOR: '1' }
  const tests = spawn(
    'npx',
    ['vitest', 'run', '--project', 'node', '--reporter', 'default', 'test/protocol'],
    {
      cwd: root,
      env,
      shell: process.platform === 'win32',
    },
  )
  let output = ''
  for await (const chunk of tests.stdout) output += chunk
  return output.replaceAll(root.slice(0, -1), '~/react-pusher-kit')
}

/** The URL that a server prints. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let output = ''
    server.stdout.on('data', (chunk) => {
      output += chunk
      const [url] = /http:\S+/.exec(output) ?? []
      if (url) resolve(url)
    })
    server.on('exit', () => reject(new Error(`Expected the address of the server but got:\n${output}`)))
  })
}

const serve = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data', data])
process.on('exit', () => serve.kill())
const url = await addressOf(serve)
const output = await testRun()

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({
    colorScheme,
    viewport: { width: 1180, height: 640 },
    deviceScaleFactor: 2,
  })
  await page.goto(url)
  await page.getByText('Connected', { exact: true }).waitFor()
  if (colorScheme === 'light') {
    const pipe = spawn(process.execPath, [cli, 'pipe', '--thread', 'tests', '--data', data, '--quiet'])
    pipe.stdin.end(output)
    await once(pipe, 'exit')
  }
  await page.getByText('Duration').waitFor()
  await page.getByRole('slider', { name: 'Lines over time', disabled: false }).locator('svg').waitFor()
  // Down to the last line of the page.
  const { y, height } = await page.getByRole('contentinfo').boundingBox()
  await page.screenshot({
    path: join(root, 'docs', `console-${colorScheme}.png`),
    clip: { x: 0, y: 0, width: 1180, height: Math.ceil(y + height) },
  })
  await page.close()
}
await browser.close()
serve.kill('SIGTERM')
await once(serve, 'exit')
rmSync(data, { recursive: true, force: true })
