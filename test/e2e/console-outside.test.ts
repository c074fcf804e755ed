import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildPackage } from './built-package.ts'
import { serve, type Serving } from './cli.ts'
import { launchBrowser } from './console-page.ts'
import { joined, openTab, publisherOf, userOf } from './console-tabs.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-outside-'))
let browser: Browser
/** The backend outside: another server that speaks Pusher's protocol and has its HTTP API. */
let backend: Serving
let server: Serving
let credentials: Parameters<typeof publisherOf>[1]

const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, name, 'credentials.json'), 'utf8')) as typeof credentials

beforeAll(async () => {
  const cli = buildPackage()
  browser = await launchBrowser()
  backend = await serve(cli, join(folder, 'backend'))
  credentials = read('backend')
  const { hostname, port } = new URL(backend.url)
  server = await serve(cli, join(folder, 'server'), 0, [], {
    PUSHER_APP_ID: credentials.app.id,
    PUSHER_KEY: credentials.app.key,
    PUSHER_SECRET: credentials.app.secret,
    PUSHER_HOST: hostname,
    PUSHER_PORT: port,
    PUSHER_SSL: 'false',
  })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await backend.stop()
  rmSync(folder, { recursive: true })
})

async function open(path: string) {
  const { page } = await openTab(browser, `${server.url}${path}`)
  onTestFinished(() => page.close())
  return page
}

describe('the Console beside a backend outside the server', () => {
  it('shows what this server publishes, and says what cannot be known', async () => {
    const page = await open('/events')
    await page.getByText(/outside this machine: here are the events that this server published/).waitFor()
    await page.goto(`${server.url}/create?channel=public-news`)
    await page.getByRole('combobox', { name: 'Event' }).fill('made')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Published made to public-news').waitFor()
    await page.getByText(/Other users are off/).waitFor()
    await page.getByRole('link', { name: 'Events' }).click()
    await page.getByRole('gridcell', { name: 'made', exact: true }).click()
    const inspector = page.getByRole('complementary', { name: 'Selected event' })
    await inspector.getByText(/^Accepted by /).waitFor()
    await inspector.getByText('not known').waitFor()
    expect(await inspector.getByRole('button', { name: 'Send again' }).count()).toBe(1)
  })

  it('has the channels that the backend reports, and no connections', async () => {
    const pusher = userOf(backend.url, credentials, 'ana')
    onTestFinished(() => pusher.disconnect())
    await joined(pusher.subscribe('public-news'))
    const page = await open('/channels')
    await page.getByRole('button', { name: 'public-news' }).waitFor()
    await page.getByText(/it does not count subscribers/).waitFor()
    await page.getByRole('link', { name: 'Connections' }).click()
    await page.getByText('Connections cannot be known here').waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByText(/connections and subscriptions there cannot be known here/).waitFor()
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByText(/its own dashboard lists them/).waitFor()
    expect(new URL(page.url()).pathname).toBe('/webhooks')
  })
})
