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
  app = await startConsoleApp(cli, browser, [])
})
afterEach(() => app.stop())

describe('the tab Usage', () => {
  it('counts what the server publishes, and names the backend that sends', async () => {
    const { page, errors } = await app.open('/usage')
    const meter = page.getByRole('meter', { name: 'Messages today' })
    await meter.waitFor()
    const before = Number(await meter.getAttribute('aria-valuenow'))
    const answer = await fetch(`${app.server.url}/api/v1/realtime/trigger`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-pusher-kit-dev-user': 'user:ana' },
      body: JSON.stringify({ channel: 'news', event: 'made', data: { title: 'Hello' } }),
    })
    expect(answer.ok).toBe(true)
    await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
    await page.getByRole('list', { name: 'Backends' }).getByText('Active').waitFor()
    expect(errors).toEqual([])
  })

  it('counts what the official package publishes, with what subscribers got', async () => {
    const { page } = await app.open('/usage')
    await joined(app.user('ben').subscribe('presence-room'))
    const meter = page.getByRole('meter', { name: 'Messages today' })
    await meter.waitFor()
    const used = async () => Number(await meter.getAttribute('aria-valuenow'))
    const before = await used()
    for (let each = 0; each < 10; each += 1) await app.publisher().trigger('presence-room', 'moved', { each })
    await expect.poll(used).toBeGreaterThanOrEqual(before + 20)
  })

  it('has the events that the official package publishes, by name and over time', async () => {
    const { page, errors } = await app.open('/usage')
    const metrics = page.getByRole('region', { name: 'Events', exact: true })
    await metrics.getByText('No events in this range').waitFor()
    const publisher = app.publisher()
    for (const title of ['one', 'two', 'three']) await publisher.trigger('news', 'made', { title })
    await publisher.trigger(['presence-a', 'presence-b'], '__proto__', { x: 1 })
    const rows = metrics.getByRole('table', { name: 'Events by name' }).getByRole('row')
    await expect.poll(() => rows.allTextContents()).toEqual(['EventCountUsersTrend', 'made30', '__proto__20'])
    const plot = metrics.getByRole('slider', { name: 'Events over time' })
    await metrics.getByText(/^5 events, at most/).waitFor()
    await plot.focus()
    await expect.poll(() => plot.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d: \d events?$/)
    await metrics.getByText('7 d', { exact: true }).click()
    await expect.poll(() => plot.getAttribute('aria-valuemax')).toBe('7')
    await expect.poll(() => rows.allTextContents()).toEqual(['EventCountUsersTrend', 'made30', '__proto__20'])
    await page.getByRole('slider', { name: 'Latency over time' }).waitFor()
    expect(errors).toEqual([])
  })

  it('says that its code could not be loaded, with the frame of the page around it', async () => {
    const { page } = await app.open('/overview')
    await page.route(/UsageTab/, (route) => route.abort())
    await page.getByRole('link', { name: 'Usage' }).click()
    await page.getByText('The tab could not be loaded').waitFor()
    await page.unroute(/UsageTab/)
    expect(await page.getByRole('link', { name: 'Overview' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Reload the page' }).click()
    await page.getByRole('meter').waitFor()
  })

  it('is readable in every scheme, at every width', async () => {
    const { page } = await app.open('/usage')
    await app.publisher().trigger('news', 'made', { title: 'Hello' })
    await page.getByRole('meter').waitFor()
    for (const name of ['Events over time', 'Latency over time']) {
      await page.getByRole('slider', { name }).waitFor()
    }
    expect(await looksRight(page, 'usage')).toEqual([])
  })
})
