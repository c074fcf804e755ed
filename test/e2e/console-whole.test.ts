import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { type ConsoleApp, startConsoleApp } from './console-app.ts'
import { launchBrowser } from './console-page.ts'
import { joined } from './console-tabs.ts'

// Nothing listens there.
const hook = 'http://127.0.0.1:9/hook'
const lines = 40
let cli: string
let browser: Browser
let app: ConsoleApp

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startConsoleApp(cli, browser, [{ url: hook, events: ['channel_occupied'] }])
})
afterEach(() => app.stop())

/** Installs the package into the folder of the app as npm does, so far as `npx` needs it. */
function install(): void {
  const bin = join(app.folder, 'node_modules', '.bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(app.folder, 'package.json'), '{ "private": true }')
  chmodSync(cli, 0o755)
  symlinkSync(cli, join(bin, 'react-pusher-kit'))
}

/** `npx react-pusher-kit pipe` with a command that writes a line every 50 ms, until `end` is called. */
function startPipe() {
  install()
  const program = `
    let count = 0
    setInterval(() => count < ${lines} && console.log('line ' + ++count + ' of the pipe'), 50)
    process.stdin.on('end', () => process.exit()).resume()`
  writeFileSync(join(app.folder, 'lines.mjs'), program)
  const pipe = ['react-pusher-kit', 'pipe', '--thread', 'build-7', '--data', app.data]
  const child = spawn(
    'npx',
    ['--no-install', ...pipe, '--', process.execPath, join(app.folder, 'lines.mjs')],
    {
      cwd: app.folder,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    end: async () => {
      child.stdin.end()
      const [code] = (await once(child, 'exit')) as [number | null]
      return { code, said }
    },
  }
}

const eventRow = (page: Page, text: string | RegExp) =>
  page.getByRole('grid', { name: 'Events' }).getByRole('row').filter({ hasText: text })
const go = (page: Page, tab: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: tab, exact: true }).click()

describe('the whole Console', () => {
  it('shows an app with two users, the official package, a pipe and a failing webhook, on every tab', async () => {
    const { page, errors } = await app.open('/events')
    const [ana, ben] = [app.user('ana'), app.user('ben')]
    const room = ana.subscribe('presence-room')
    await Promise.all([joined(room), joined(ben.subscribe('presence-room'))])
    room.trigger('client-typing', { on: true })
    await app.publisher().trigger('presence-room', 'moved', { x: 1 })
    const pipe = startPipe()

    // While the pipe goes on.
    await eventRow(page, 'client-typing').first().waitFor()
    await eventRow(page, 'moved').first().waitFor()
    await eventRow(page, 'logs').first().waitFor()
    await page.getByLabel('Filter by kind').selectOption('Webhook')
    await eventRow(page, hook).first().waitFor()
    await page.getByLabel('Filter by kind').selectOption('Publish')
    await page.getByLabel('Filter by channel').selectOption('logs')
    await eventRow(page, 'logs').first().click()
    const inspector = page.getByRole('complementary', { name: 'Selected event' })
    await inspector.getByText('"build-7"').first().waitFor()
    await inspector
      .getByText(/"line \d+ of the pipe"/)
      .first()
      .waitFor()

    await go(page, 'Logs')
    const logs = page.getByRole('region', { name: 'Log lines' })
    await logs.getByText(`line ${lines} of the pipe`, { exact: true }).waitFor()
    await logs.press('Home')
    await logs.getByText('line 1 of the pipe', { exact: true }).waitFor()
    const { code, said } = await pipe.end()
    expect(said).toContain(`${lines} lines sent`)
    expect(code).toBe(0)

    await go(page, 'Channels')
    await page.getByRole('row').filter({ hasText: 'presence-room' }).waitFor()
    await go(page, 'Connections')
    await expect.poll(() => page.getByRole('row').count()).toBe(3)
    await go(page, 'Runs')
    await page.getByText('No runs yet').waitFor()
    await app.publisher().trigger('admin', 'admin_event', {
      type: 'run_event',
      data: { thread_id: 'build-7', event_type: 'tests_started', status: 'running' },
    })
    await page.getByText('build-7').first().waitFor()
    await go(page, 'Webhooks')
    await page
      .getByText(/pending: no answer/)
      .first()
      .waitFor()
    await go(page, 'Usage')
    const meter = page.getByRole('meter', { name: 'Messages today' })
    // The event, its two deliveries, and the lines.
    await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(3)
    await go(page, 'Event creator')
    await page.getByRole('combobox', { name: 'Channel' }).fill('news')
    await page.getByRole('combobox', { name: 'Event' }).fill('made')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Published made to news').waitFor()
    await go(page, 'Overview')
    await page
      .getByRole('link', { name: `Webhook to ${hook}: no answer, sent again for five minutes` })
      .waitFor()
    await page.getByText('Start the app that listens there').waitFor()
    await page.getByRole('button', { name: /^Problems \([1-9]/ }).waitFor()
    expect(errors).toEqual([])
  })
})
