import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../e2e/console-page.ts'
import { type Consumer, installConsumer } from './consumer.ts'
import { openPage } from './open-page.ts'
import { freePort, start, type Started } from './start.ts'

const example = fileURLToPath(new URL('../../examples/next', import.meta.url))
let consumer: Consumer
let devServer: Started
let next: Started
let browser: Browser
let address: string
let devPort: string
let variables: string[]

/** Writes the variables of a dev server to `.env.local`, as the page says. */
async function writeKeys(...options: string[]) {
  const keys = [
    await consumer.run('npx', 'react-pusher-kit', 'keys', ...options),
    await consumer.run('npx', 'react-pusher-kit', 'keys', '--prefix', 'NEXT_PUBLIC_', ...options),
  ]
  variables = [...keys.join('\n').split('\n'), `APP_ORIGIN=http://127.0.0.1:${devPort}`]
  writeFileSync(join(consumer.folder, '.env.local'), variables.join('\n'))
}

/** Starts a command until the end of the test. */
async function startForTest(ready: RegExp, ...command: [string, ...string[]]) {
  const started = await start(consumer.folder, ready, ...command)
  onTestFinished(() => started.stop())
}

const startDev = () => startForTest(/Ready in/, 'npx', 'next', 'dev', '-H', '127.0.0.1', '-p', devPort)

beforeAll(async () => {
  const port = await freePort()
  devPort = await freePort()
  address = `http://127.0.0.1:${port}`
  consumer = await installConsumer('next')
  const { folder } = consumer
  // The example as it is, at the root of the app.
  cpSync(example, folder, { recursive: true })
  cpSync(join(example, '../realtime'), join(folder, 'realtime'), { recursive: true })

  const origins = ['--origin', address, '--origin', `http://127.0.0.1:${devPort}`]
  const serve = ['react-pusher-kit', 'serve', '--port', '0', ...origins]
  devServer = await start(folder, /running: (http:\S+)/, 'npx', ...serve)
  await writeKeys()
  await consumer.run('npm', 'run', 'build')
  next = await start(folder, /Ready in/, 'npx', 'next', 'start', '-H', '127.0.0.1', '-p', port)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await next?.stop()
  await devServer?.stop()
  consumer?.remove()
})

it('renders a server component with ./server and client components with . and ./mantine', async () => {
  const response = await fetch(address)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html.replaceAll('<!-- -->', '')).toContain('<h1>Published by embedded</h1>')
  expect(html.replaceAll('<!-- -->', '')).toContain('<output>0 lines came live</output>')
  expect(html).toContain('mantine-ConnectionBadge-root')
  expect(html).toContain('mantine-LogViewer-root')
})

it('has the short texts of errors in the chunks of the browser, and not the long ones', () => {
  const folder = join(consumer.folder, '.next/static')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )
  const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  expect(code).toContain('react-pusher-kit/docs/errors.md#')
  expect(code).not.toContain('Wrap the app in it.')
})

it('hydrates without a complaint, connects and shows what is published', async () => {
  const { page, complaints } = await openPage(browser, address)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  await consumer.run('sh', '-c', 'echo hello from a pipe | npx react-pusher-kit pipe')
  await page.getByText('hello from a pipe', { exact: true }).waitFor()
  await page.getByText(/^[1-9]\d* lines came live$/).waitFor()
  await page.screenshot({ path: 'test-results/package-next.png' })
  expect(complaints).toEqual([])
  await page.close()
})

it('part 1 of the page: each tab is a user of the dev server, and a server action publishes to both', async () => {
  const config = fileURLToPath(new URL('../../examples/realtime.config.ts', import.meta.url))
  cpSync(config, join(consumer.folder, 'realtime.config.ts'))
  const ownOrigin = ['--origin', `http://127.0.0.1:${devPort}`]
  const serve = ['react-pusher-kit', 'serve', '--port', '0', '--data', '.data-rooms', ...ownOrigin]
  await startForTest(/running: (http:\S+)/, 'npx', ...serve)
  await writeKeys('--data', '.data-rooms')
  await startDev()
  const open = async (user: string) => {
    const { page, complaints } = await openPage(browser, `http://127.0.0.1:${devPort}/room?dev-user=${user}`)
    await page.getByRole('region', { name: 'Room 1' }).getByText('subscribed').waitFor()
    return { page, complaints, staff: page.getByRole('region', { name: 'Room staff' }) }
  }
  const ana = await open('ana')
  const bob = await open('bob')
  await ana.staff.getByText('subscribed').waitFor()
  await bob.staff.getByText('user `bob` may not subscribe to `presence-room-staff`').waitFor()
  await ana.page.getByRole('region', { name: 'Room 1' }).getByRole('button').click()
  for (const { page } of [ana, bob]) await page.getByText('bell: Ding!').waitFor()
  expect(ana.complaints).toEqual([])
  expect(bob.complaints).toEqual([expect.stringContaining('403 (Forbidden)')])
  await ana.page.close()
  await bob.page.close()
})

it('part 2 of the page: a server action publishes to the page of the user that the session cookie identifies', async () => {
  await writeKeys()
  const ofTheApp = variables.filter((line) => !/^NEXT_PUBLIC_PUSHER_(SERVER_URL|DEV)=/.test(line))
  expect(ofTheApp).toHaveLength(variables.length - 2)
  writeFileSync(join(consumer.folder, '.env.local'), ofTheApp.join('\n'))
  await startDev()
  const url = `http://127.0.0.1:${devPort}`
  const { page, complaints } = await openPage(browser, `${url}/reminders`)
  await page.getByText('Sign in to see your reminders.').waitFor()
  // In production, the cookie is a signed token, and the store needs a database.
  await page.context().addCookies([{ name: 'session', value: 'ana', url }])
  await page.reload()
  await page.getByRole('status').getByText('live').waitFor()
  await page.getByRole('button', { name: 'Remind me' }).click()
  await page.getByText('Stand up').waitFor()
  expect(await page.getByText('Stand up').count()).toBe(1)
  expect(complaints).toEqual([])
  await page.close()
})
