import type { Browser, Page } from 'playwright'
import { afterEach, afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { type ConsoleApp, startConsoleApp } from './console-app.ts'
import { launchBrowser } from './console-page.ts'
import { joined, looksRight } from './console-tabs.ts'

let cli: string
let browser: Browser
let app: ConsoleApp

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  // Nothing listens on the port of the webhooks.
  app = await startConsoleApp(cli, browser, [{ url: 'http://127.0.0.1:9/hook', events: ['client_event'] }])
})
afterEach(() => app.stop())

const tile = (page: Page, title: string) =>
  page
    .getByRole('list', { name: 'Figures' })
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('strong')
const step = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

describe('the tab Overview', () => {
  it('leads a new app from its variables to the first delivery, and ticks each step', async () => {
    const { page, errors } = await app.open('/overview')
    await step(page, 'The app connects').getByText('Not yet').waitFor()
    const env = await page.getByLabel('Variables of the app').textContent()
    const { port } = new URL(app.server.url)
    expect(env).toContain(`VITE_PUSHER_PORT=${port}`)
    expect(env).toMatch(/^VITE_PUSHER_KEY=\w{20}$/m)
    await joined(app.user('ana').subscribe('presence-room'))
    await step(page, 'The app connects').getByText('Done').waitFor()
    await step(page, 'It subscribes').getByText('Done').waitFor()
    await step(page, 'An event is published').getByText('Not yet').waitFor()
    await expect.poll(() => tile(page, 'Connections').textContent()).toBe('1')
    await expect.poll(() => tile(page, 'Occupied channels').textContent()).toBe('1')
    await app.publisher().trigger('presence-room', 'moved', {})
    // All steps are done: the list goes.
    await expect.poll(() => page.getByRole('heading', { name: 'Connect an app' }).count()).toBe(0)
    await page.getByText('1 event, at most 1 a minute').waitFor()
    expect(errors).toEqual([])
  })

  it('lists different problems with what to do, and leads to their events', async () => {
    const { page } = await app.open('/overview')
    await page.getByText('None since the server was started.').waitFor()
    const [ana, ben] = [app.user('ana'), app.user('ben')]
    const room = ana.subscribe('presence-room')
    await Promise.all([joined(room), joined(ben.subscribe('presence-room'))])
    room.trigger('client-typing', {})
    await page.getByText('The endpoint has to answer 2xx within 4 s.').waitFor()
    for (let count = 0; count < 12; count += 1) room.trigger('client-typing', { count })
    await page.getByText('Send fewer client events').waitFor()
    await page.getByRole('link', { name: 'client-typing refused' }).click()
    await page.getByRole('gridcell', { name: 'client-typing refused' }).first().waitFor()
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      kind: 'refusal',
      event: 'client-typing refused',
    })
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    const { page } = await app.open('/overview')
    const room = app.user('ana').subscribe('presence-room')
    await joined(room)
    for (let count = 0; count < 12; count += 1) room.trigger('client-typing', { count })
    await page.getByText('Send fewer client events').waitFor()
    expect(await looksRight(page, 'overview')).toEqual([])
  })
})
