import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { type ConsoleApp, startConsoleApp } from './console-app.ts'
import { launchBrowser } from './console-page.ts'
import { looksRight } from './console-tabs.ts'
import { settle } from './faint-texts.ts'

let cli: string
let browser: Browser
let app: ConsoleApp

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  app = await startConsoleApp(cli, browser)
})
afterEach(() => app.stop())

const footer = (page: Page) => page.getByRole('contentinfo')
const creator = (page: Page) => page.getByRole('form', { name: 'Event creator' })
const creatorButton = (page: Page) => footer(page).getByRole('button', { name: 'Event creator' })
const problems = (page: Page) => footer(page).getByRole('region', { name: /^Problems/ })
const channelField = (page: Page) => creator(page).getByRole('combobox', { name: 'Channel' })

/** The server refuses it, with a plain text. */
const refusedRequest = () => fetch(`${app.server.url}/apps/1/events`, { method: 'POST', body: '{}' })

/** Whether a button is where a pointer finds it. */
async function isReachable(page: Page, name: string): Promise<boolean> {
  const button = page.getByRole('button', { name, exact: true })
  await button.scrollIntoViewIfNeeded()
  return button.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })
}

describe('the footer of the Console', () => {
  it('is on every tab, and copies the commands', async () => {
    const { page, errors } = await app.open('/overview')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    for (const tab of await page.getByRole('navigation', { name: 'Console' }).getByRole('link').all()) {
      await tab.click()
      await footer(page).getByRole('button', { name: 'Copy the command pipe' }).click()
      await footer(page).getByRole('button', { name: 'Copied' }).waitFor()
      expect(await clipboard()).toBe('npx react-pusher-kit pipe --thread tests -- npm test')
      await footer(page).getByRole('button', { name: 'Copy the command pipe' }).waitFor()
    }
    await footer(page).getByRole('button', { name: 'Copy the command keys' }).click()
    await expect.poll(clipboard).toBe('npx react-pusher-kit keys')
    expect(errors).toEqual([])
  })

  it('opens the event creator by Ctrl+Enter, publishes by it, and closes it by Escape', async () => {
    const { page } = await app.open('/events?kind=publish')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => channelField(page).evaluate((field) => field === document.activeElement))
      .toBe(true)
    await channelField(page).fill('presence-room')
    await creator(page).getByRole('combobox', { name: 'Event' }).fill('moved')
    await creator(page).getByRole('textbox', { name: 'Payload' }).fill('{ "x": 7 }')
    await page.keyboard.press('Control+Enter')
    await creator(page).getByText('Published moved to presence-room').waitFor()
    await page.getByRole('grid', { name: 'Events' }).getByRole('gridcell', { name: 'moved' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await creator(page).count()).toBe(0)
    expect(await creatorButton(page).evaluate((button) => button === document.activeElement)).toBe(true)
    // What was typed is there again.
    await creatorButton(page).click()
    await expect.poll(() => channelField(page).inputValue()).toBe('presence-room')
    await creatorButton(page).press('Meta+Enter')
    expect(await channelField(page).evaluate((field) => field === document.activeElement)).toBe(true)
  })

  it('leads to the form of the tab Event creator, instead of a second one', async () => {
    const { page } = await app.open('/create')
    await creator(page).waitFor()
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => channelField(page).evaluate((field) => field === document.activeElement))
      .toBe(true)
    await creatorButton(page).click()
    expect(await creator(page).count()).toBe(1)
  })

  it('counts the problems and lists them with what to do', async () => {
    const { page } = await app.open('/channels')
    await footer(page).getByRole('button', { name: 'Problems (0)' }).click()
    await problems(page).getByText('None since the server was started.').waitFor()
    await refusedRequest()
    await footer(page).getByRole('button', { name: 'Problems (1)' }).waitFor()
    await problems(page).getByRole('link', { name: 'POST /apps/1/events' }).waitFor()
    await problems(page).getByRole('link').press('Escape')
    expect(await problems(page).count()).toBe(0)
    await footer(page).getByRole('button', { name: 'Problems (1)' }).click()
    await problems(page).getByRole('link', { name: 'POST /apps/1/events' }).click()
    await page
      .getByRole('grid', { name: 'Events' })
      .getByRole('gridcell', { name: 'POST /apps/1/events' })
      .waitFor()
  })

  it('covers nothing, on tabs that are lists, pages and logs', async () => {
    const { page } = await app.open('/logs')
    await refusedRequest()
    for (const [width, height] of [
      [1280, 800],
      [360, 740],
      [740, 360],
      [320, 256],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const path of ['logs', 'events', 'overview', 'create']) {
        await page.goto(`${app.server.url}/${path}`)
        await footer(page).waitFor()
        await settle(page)
        const edges = await page.evaluate(() => {
          const foot = document.querySelector('footer')
          const parts = ['header', 'nav[aria-label="Console"]'].map((part) => document.querySelector(part))
          return [...parts, foot?.previousElementSibling, foot].flatMap((part) => {
            const { top = NaN, bottom = NaN } = part?.getBoundingClientRect() ?? {}
            return [Math.round(top), Math.round(bottom)]
          })
        })
        expect(edges).toEqual(edges.toSorted((a, b) => a - b))
        await expect.poll(() => isReachable(page, 'Copy the command pipe')).toBe(true)
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0)
        await page.screenshot({ path: `test-results/console-footer-${path}-${width}x${height}.png` })
      }
      await page.goto(`${app.server.url}/logs`)
      await creatorButton(page).click()
      await creator(page).waitFor()
      await expect.poll(() => isReachable(page, 'Add to a batch')).toBe(true)
      await page.screenshot({ path: `test-results/console-footer-creator-${width}x${height}.png` })
    }
  })

  it('looks right in light, dark and forced colours, from 360 to 2560 px, with each of its parts open', async () => {
    const { page } = await app.open('/events')
    await refusedRequest()
    await footer(page).getByRole('button', { name: 'Problems (1)' }).click()
    await problems(page).getByRole('link').waitFor()
    expect(await looksRight(page, 'footer-problems')).toEqual([])
    await creatorButton(page).click()
    await creator(page).waitFor()
    expect(await looksRight(page, 'footer-creator')).toEqual([])
  })
})
