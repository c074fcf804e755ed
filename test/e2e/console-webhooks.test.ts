import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
  // Nothing listens there.
  app = await startConsoleApp(cli, browser, [
    { url: 'http://127.0.0.1:9/hook', events: ['channel_occupied'] },
  ])
})
afterEach(() => app.stop())

describe('the tab Webhooks', () => {
  it('shows a webhook that fails, with body and signature, and sends it again', async () => {
    const { page, errors } = await app.open('/webhooks')
    await page.getByText('No webhook yet').waitFor()
    await joined(app.user('ana').subscribe('presence-room'))
    const delivery = page.getByRole('list', { name: 'Deliveries' }).locator(':scope > li')
    await delivery.getByText(/pending: no answer/).waitFor()
    await delivery.getByText('channel_occupied').first().click()
    await delivery.getByText('"presence-room"').waitFor()
    expect(await delivery.getByText(/^x-pusher-signature: [\da-f]{64}$/).count()).toBe(1)
    await delivery.getByRole('button', { name: 'Send again' }).click()
    await delivery.getByText('Sent again: no answer').waitFor()
    expect(errors).toEqual([])
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px', async () => {
    const { page } = await app.open('/webhooks')
    await joined(app.user('ana').subscribe('presence-room'))
    await page.getByText('channel_occupied').first().click()
    await page.getByRole('button', { name: 'Send again' }).waitFor()
    expect(await looksRight(page, 'webhooks')).toEqual([])
  })
})
