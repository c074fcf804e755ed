import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import type Pusher from 'pusher-js'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildPackage } from './built-package.ts'
import { serve, type Serving } from './cli.ts'
import { launchBrowser } from './console-page.ts'
import { tabs } from '../../examples/console/src/shell/page-of.ts'
import { joined, looksRight, openTab, publisherOf, userOf } from './console-tabs.ts'

const data = mkdtempSync(join(tmpdir(), 'console-events-'))
let cli: string
let browser: Browser
let server: Serving
let credentials: Parameters<typeof publisherOf>[1]

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
  server = await serve(cli, data)
  credentials = JSON.parse(readFileSync(join(data, 'credentials.json'), 'utf8')) as typeof credentials
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true })
})

function user(name: string): Pusher {
  const pusher = userOf(server.url, credentials, name)
  onTestFinished(() => pusher.disconnect())
  return pusher
}

const rows = (page: Page) => page.getByRole('grid', { name: 'Events' }).getByRole('row')
const row = (page: Page, name: string | RegExp) => rows(page).filter({ hasText: name })
const cell = (page: Page, name: string) => page.getByRole('gridcell', { name, exact: true })
const cells = (page: Page, name: string | RegExp) => row(page, name).getByRole('gridcell').allTextContents()
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Selected event' })

async function open(query = '') {
  const tab = await openTab(browser, `${server.url}/events${query}`)
  onTestFinished(() => tab.page.close())
  return tab
}

describe('the tab Events', () => {
  it('shows two users, their client events, and what the official package publishes, live', async () => {
    const { page, errors } = await open()
    const [ana, ben] = [user('ana'), user('ben')]
    const room = ana.subscribe('presence-room')
    await joined(room)
    await joined(ben.subscribe('presence-room'))
    room.trigger('client-typing', { on: true })
    await publisherOf(server.url, credentials).trigger('presence-room', 'made', { title: 'é' })
    await row(page, 'made').waitFor()
    const [, kind, channel, event, sender, bytes, deliveries] = await cells(page, 'made')
    expect([kind, channel, event, sender, bytes, deliveries]).toEqual([
      'Publish',
      'presence-room',
      'made',
      'HTTP API',
      '14',
      '2',
    ])
    expect((await cells(page, 'client-typing')).slice(1)).toEqual([
      'Client event',
      'presence-room',
      'client-typing',
      'ana',
      '11',
      '1',
    ])
    // The sockets of the Console itself are not among them.
    await expect.poll(() => row(page, /connected/).count()).toBe(2)
    expect(errors).toEqual([])
  })

  it('filters by kind, channel, event and text, and keeps the filter in the address', async () => {
    const { page } = await open()
    const publisher = publisherOf(server.url, credentials)
    await publisher.trigger('filter-a', 'one', { text: 'needle' })
    await publisher.trigger('filter-b', 'two', { text: 'hay' })
    await row(page, 'filter-b').waitFor()
    await page.getByRole('searchbox', { name: 'Search the events' }).fill('NEEDLE')
    await expect.poll(() => rows(page).count()).toBe(2)
    await page.getByLabel('Filter by kind').selectOption('Publish')
    await page.getByLabel('Filter by channel').selectOption('filter-a')
    await page.getByLabel('Filter by event').selectOption('one')
    const address = page.url()
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      text: 'NEEDLE',
      kind: 'publish',
      channel: 'filter-a',
      event: 'one',
    })
    await page.reload()
    await row(page, 'filter-a').waitFor()
    expect(await rows(page).count()).toBe(2)
    expect(page.url()).toBe(address)
    await page.getByLabel('Filter by kind').selectOption('Client event')
    await page.getByRole('button', { name: 'Show everything' }).click()
    await row(page, 'filter-b').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('opens an event by the keyboard, with nested JSON decoded and what the schema says', async () => {
    const { page } = await open('?channel=logs')
    const log = { text: JSON.stringify({ inner: [1, { deep: true }] }), thread_id: 't', level: 'info' }
    const publisher = publisherOf(server.url, credentials)
    await publisher.trigger('logs', 'log', { ...log, timestamp: new Date().toISOString() })
    await publisher.trigger('logs', 'other', 'plain')
    await row(page, 'other').waitFor()
    await page.getByRole('grid', { name: 'Events' }).focus()
    await page.keyboard.press('End')
    await inspector(page).getByText('has no event of this name').waitFor()
    await page.keyboard.press('ArrowUp')
    await inspector(page).getByText('Matches the schema of logs').waitFor()
    await inspector(page).getByText('JSON in a text').waitFor()
    await inspector(page).getByText('deep').waitFor()
    await page.keyboard.press('Escape')
    expect(await inspector(page).count()).toBe(0)
  })

  it('sends an event again, and copies it as curl and as mock.trigger', async () => {
    const { page } = await open('?channel=again')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await publisherOf(server.url, credentials).trigger('again', 'made', { text: "it's" })
    await row(page, 'made').click()
    await inspector(page).getByRole('button', { name: 'Send again' }).click()
    await inspector(page).getByText('Sent', { exact: true }).waitFor()
    await expect.poll(() => row(page, 'made').count()).toBe(2)
    // Beside the inspector, the table has no room for every column.
    expect((await row(page, 'made').nth(1).getByRole('gridcell').allTextContents()).slice(1)).toEqual([
      'again',
      'made',
      'server',
    ])
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    await inspector(page).getByRole('button', { name: 'Copy as mock.trigger' }).click()
    await inspector(page).getByText('Copied as mock.trigger').waitFor()
    expect(await clipboard()).toBe(String.raw`mock.trigger('again', 'made', { text: 'it\'s' })`)
    await inspector(page).getByRole('button', { name: 'Copy as curl' }).click()
    await inspector(page).getByText('Copied as curl').waitFor()
    const { execFileSync } = await import('node:child_process')
    execFileSync('sh', ['-c', await clipboard()], { stdio: 'ignore' })
    await expect.poll(() => row(page, 'made').count()).toBe(3)
  })

  it('pauses, counts what comes, and goes on; it follows the newest until one scrolls away', async () => {
    const { page } = await open('?channel=many')
    const publisher = publisherOf(server.url, credentials)
    const burst = async (first: number) => {
      for (let each = first; each < first + 100; each += 10) {
        await publisher.triggerBatch(
          Array.from({ length: 10 }, (_, index) => ({ channel: 'many', name: `e${each + index}`, data: {} })),
        )
      }
    }
    await burst(0)
    await row(page, 'e99').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await burst(100)
    await page.getByText('paused, 100 more').waitFor()
    expect(await row(page, 'e199').count()).toBe(0)
    await page.getByRole('button', { name: 'Resume' }).click()
    await row(page, 'e199').waitFor()
    await page.getByRole('grid', { name: 'Events' }).focus()
    await page.keyboard.press('Home')
    await cell(page, 'e0').waitFor()
    await burst(200)
    await page.getByText('300 of').waitFor()
    expect(await cell(page, 'e0').count()).toBe(1)
    await page.getByRole('button', { name: 'Follow the newest' }).click()
    await row(page, 'e299').waitFor()
  })

  it('goes on after a restart of the server, with the numbers of the new start', async () => {
    const again = mkdtempSync(join(tmpdir(), 'console-restart-'))
    let own = await serve(cli, again)
    onTestFinished(async () => {
      await own.stop()
      rmSync(again, { recursive: true })
    })
    const port = Number(new URL(own.url).port)
    const tab = await openTab(browser, `${own.url}/events`)
    onTestFinished(() => tab.page.close())
    const keys = JSON.parse(readFileSync(join(again, 'credentials.json'), 'utf8')) as typeof credentials
    await publisherOf(own.url, keys).trigger('news', 'before', {})
    await row(tab.page, 'before').waitFor()
    await own.stop()
    own = await serve(cli, again, port)
    await publisherOf(own.url, keys).trigger('news', 'after', {})
    await row(tab.page, 'after').waitFor()
    expect(await row(tab.page, 'before').count()).toBe(0)
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    const { page } = await open('?channel=shown')
    const publisher = publisherOf(server.url, credentials)
    for (let each = 0; each < 40; each += 1)
      await publisher.trigger('shown', `event-${each}`, { each, list: [1] })
    await row(page, 'event-39').click()
    await inspector(page).getByText('No declaration matches').waitFor()
    expect(await looksRight(page, 'events')).toEqual([])
  })

  it('leads to the other tabs without loading, and back', async () => {
    const { page } = await open()
    await page.evaluate(() => Object.assign(window, { isSame: true }))
    await page.getByRole('link', { name: 'Logs' }).click()
    await page.getByRole('region', { name: 'Log lines' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/logs')
    await page.goBack()
    await page.getByRole('grid', { name: 'Events' }).waitFor()
    expect(await page.evaluate(() => 'isSame' in window)).toBe(true)
  })
})

describe('each tab', () => {
  it.each(Object.keys(tabs))('%s loads at most 300 kB of scripts and styles, gzipped', async (name) => {
    const { page, errors, loaded } = await openTab(browser, `${server.url}/${name}`)
    onTestFinished(() => page.close())
    // Before the tab is loaded, `main` is empty.
    await page.locator('main > *').first().waitFor()
    console.log(`${name}: ${Math.round((await loaded()) / 1000)} kB`)
    expect(await loaded()).toBeLessThan(300_000)
    expect(errors).toEqual([])
  })
})
