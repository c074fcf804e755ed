import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

const config = join(folder, 'realtime.config.mjs')

/** The backend reads it again when it changes. */
function sendWebhooksTo(urls: readonly string[]): void {
  const webhooks = urls.map((url) => ({ url, events: ['channel_occupied'] }))
  writeFileSync(config, `export default { webhooks: ${JSON.stringify(webhooks)} }`)
}

beforeAll(async () => {
  const cli = buildPackage()
  browser = await launchBrowser()
  sendWebhooksTo([])
  backend = await serve(cli, join(folder, 'backend'), 0, ['--config', config])
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

  it('lists the webhooks that the backend posts to this server, and what it refused', async () => {
    const page = await open('/webhooks')
    await page.getByText(`${server.url}/pusher/webhook`).waitFor()
    sendWebhooksTo([`${server.url}/pusher/webhook`])
    const received = page.getByRole('list', { name: 'Received' }).locator(':scope > li')
    const pusher = userOf(backend.url, credentials, 'ana')
    onTestFinished(() => pusher.disconnect())
    // The backend reads its configuration again within moments.
    await expect
      .poll(async () => {
        const channel = `news-${Date.now()}`
        await joined(pusher.subscribe(channel))
        pusher.unsubscribe(channel)
        return received.count()
      })
      .toBeGreaterThan(0)
    // The oldest one stays where it is when others come.
    const oldest = received.last()
    await oldest.getByText('channel_occupied').first().click()
    await oldest
      .getByText(/"news-\d+"/)
      .first()
      .waitFor()
    expect(await oldest.getByText('verified', { exact: true }).count()).toBe(1)
    await fetch(`${server.url}/pusher/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-pusher-key': credentials.app.key,
        'x-pusher-signature': '0'.repeat(64),
      },
      body: JSON.stringify({ time_ms: Date.now(), events: [] }),
    })
    await received.getByText('401: Expected a webhook signed with a key of this server.').waitFor()
    await page.getByRole('link', { name: 'Events' }).click()
    await page.getByRole('gridcell', { name: 'received', exact: true }).first().waitFor()
    await page.getByRole('gridcell', { name: 'refused', exact: true }).click()
    const inspector = page.getByRole('complementary', { name: 'Selected event' })
    await inspector.getByText('401: Expected a webhook signed with a key of this server.').waitFor()
  })
})
