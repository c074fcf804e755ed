import type { Browser, Page, Route } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serveFolder } from '../../tools/serve-folder.mjs'
import { buildPage } from './built-package.ts'
import { launchBrowser } from './console-page.ts'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  site = await serveFolder(buildPage('on-demand'))
  browser = await launchBrowser()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1000, height: 800 } })
  errors = []
  page.on('pageerror', (error) => errors.push(error.message))
})
afterEach(() => page.close())
afterAll(async () => {
  await browser.close()
  site.close()
})

const chunk = (name: string) => `**/assets/${name}-*.js`
const open = (query = '') => page.goto(`${site.address}/${query}`, { waitUntil: 'commit' })
const lastLine = () => page.getByText('second 299', { exact: true }).waitFor()
const viewport = () => page.getByRole('region', { name: 'Log lines' }).boundingBox()
const bars = () => page.locator('[role=slider] path[data-level=info]').getAttribute('d')

const people = () => page.getByRole('group', { name: 'People online' }).getByRole('listitem')

/** Opens a log that needs no part at first, in a page that is never idle. */
async function openPlain(): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { requestIdleCallback: () => 0 })
  })
  await open('?plain')
  await lastLine()
}

/** Clicks beside the text of a line. */
const selectLine = () => page.locator('[data-index="290"] time').click()
const selectionBar = () => page.getByRole('group', { name: '1 line selected' })

/** Holds the requests for a chunk back until the result is called. */
async function holdBack(name: string): Promise<() => Promise<void>> {
  const held: Route[] = []
  let isHeld = true
  await page.route(chunk(name), (route) => {
    if (!isHeld) return route.continue()
    held.push(route)
    return undefined
  })
  return async () => {
    isHeld = false
    await Promise.all(held.map((route) => route.continue()))
  }
}

describe('a part of LogViewer that is loaded on demand', () => {
  it('shows the lines before the histogram, whose bars move nothing when they arrive', async () => {
    const release = await holdBack('parts')
    await open()
    await lastLine()
    expect(await page.getByRole('slider', { name: 'Lines over time' }).count()).toBe(1)
    expect(await page.locator('[role=slider] path').count()).toBe(0)
    const before = await viewport()
    await release()
    await expect.poll(bars).toMatch(/^M/)
    expect(await viewport()).toEqual(before)
    expect(errors).toEqual([])
  })

  it('keeps the focus of the histogram when its bars arrive, and takes keys then', async () => {
    const release = await holdBack('parts')
    await open()
    await lastLine()
    const slider = page.getByRole('slider', { name: 'Lines over time' })
    await slider.focus()
    await release()
    await expect.poll(bars).toMatch(/^M/)
    await page.keyboard.press('Home')
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^09:30:00/)
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('offers to load the histogram again after a failure, and the lines stay', async () => {
    await page.route(chunk('parts'), (route) => route.abort())
    await open()
    await lastLine()
    const retry = page.getByRole('button', { name: 'Try again' })
    await retry.waitFor()
    expect(await retry.getAttribute('title')).toMatch(/^This part could not be loaded/)
    expect((await retry.boundingBox())?.height).toBeGreaterThanOrEqual(24)
    const before = await viewport()
    await page.screenshot({ path: 'test-results/histogram-not-loaded.png' })
    // Chromium keeps the failure until the page is left.
    await retry.click()
    await retry.waitFor()
    expect(await viewport()).toEqual(before)
    await page.getByRole('button', { name: 'Wrap lines' }).click()
    await lastLine()
    expect(errors).toEqual([])
  })

  it('opens a menu that is not loaded yet once it is, with the focus in it', async () => {
    const release = await holdBack('parts')
    await open()
    await lastLine()
    const options = page.getByRole('button', { name: 'Options' })
    await options.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => options.getAttribute('aria-busy')).toBe('true')
    expect(await page.getByRole('menu').count()).toBe(0)
    await release()
    await page.getByRole('menu').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Absolute')
    await page.keyboard.press('Escape')
    await expect.poll(() => options.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('opens no menu after the user went on', async () => {
    const release = await holdBack('parts')
    await open()
    await lastLine()
    await page.getByRole('button', { name: 'Options' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Log lines' }).focus()
    const loaded = page.waitForResponse(chunk('parts'))
    await release()
    await loaded
    await page.getByRole('button', { name: 'Options' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    expect(await page.getByRole('menu').count()).toBe(1)
  })

  it.each([
    ['Options', 'menuitemcheckbox'],
    ['Time range', 'menuitem'],
    ['Bookmarks', 'paragraph'],
    ['Threads: All threads', 'textbox'],
  ] as const)(
    'says offline in the menu “%s” that it could not be loaded, and opens it online',
    async (name, role) => {
      await openPlain()
      await page.context().setOffline(true)
      await page.getByRole('button', { name, exact: true }).click()
      const alert = page.getByRole('alert').filter({ hasText: 'This part could not be loaded.' })
      await alert.waitFor()
      await page.screenshot({ path: `test-results/menu-not-loaded-${role}.png` })
      await page.context().setOffline(false)
      await alert.waitFor({ state: 'detached' })
      await page.getByRole(role).last().waitFor()
      expect(errors).toEqual([])
    },
  )

  it('shows the actions of a selection once they are loaded, in the place of the footer', async () => {
    await openPlain()
    const release = await holdBack('parts')
    const before = await viewport()
    await selectLine()
    await page.locator('[data-index="290"][data-selected]').waitFor()
    expect(await page.locator('.mantine-LogViewer-footer').count()).toBe(1)
    await release()
    await selectionBar().getByRole('button', { name: 'Copy', exact: true }).waitFor()
    expect(await viewport()).toEqual(before)
    expect(errors).toEqual([])
  })

  it('says offline that the actions of a selection could not be loaded, and shows them online', async () => {
    await openPlain()
    const before = await viewport()
    await page.context().setOffline(true)
    await selectLine()
    const alert = page.getByRole('alert').filter({ hasText: 'This part could not be loaded.' })
    await alert.waitFor()
    expect(await viewport()).toEqual(before)
    await page.screenshot({ path: 'test-results/selection-not-loaded.png' })
    await page.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor()
    await page.context().setOffline(false)
    await selectionBar().waitFor()
    expect(await alert.count()).toBe(0)
    expect(await viewport()).toEqual(before)
  })

  it('says so in one row of a narrow viewer', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await openPlain()
    const before = await viewport()
    await page.context().setOffline(true)
    await selectLine()
    const retry = page.getByRole('alert').getByRole('button', { name: 'Try again' })
    await retry.waitFor()
    expect(await viewport()).toEqual(before)
    const { x = 0, width = Infinity } = (await retry.boundingBox()) ?? {}
    expect(x + width).toBeLessThan(390)
    await page.screenshot({ path: 'test-results/selection-not-loaded-390.png' })
  })

  it('opens the list of keys once it is loaded, and says offline that it could not be', async () => {
    await openPlain()
    await page.context().setOffline(true)
    await page.getByRole('region', { name: 'Log lines' }).focus()
    await page.keyboard.press('?')
    const alert = page.getByRole('alert').filter({ hasText: 'This part could not be loaded.' })
    await alert.waitFor()
    await page.context().setOffline(false)
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    expect(await alert.count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const lines = page.getByRole('region', { name: 'Log lines' })
    await expect.poll(() => lines.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(errors).toEqual([])
  })

  it('requests nothing for a log without histogram and overview strip before the page is idle', async () => {
    const requested: string[] = []
    page.on('request', (request) => requested.push(request.url()))
    await openPlain()
    expect(requested.filter((url) => url.includes('/parts-'))).toEqual([])
    await page.getByRole('button', { name: 'Options' }).hover()
    await expect.poll(() => requested.filter((url) => url.includes('/parts-')).length).toBe(1)
  })

  it('loads the menus while the page is idle, so that they open at once', async () => {
    const loaded = page.waitForResponse(chunk('parts'))
    await open('?plain')
    await loaded
    await lastLine()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Options' }).click()
    const utc = page.getByRole('menuitemcheckbox', { name: 'UTC' })
    await utc.waitFor()
    expect(await utc.getAttribute('aria-checked')).toBe('true')
  })
})

describe('a long list of members', () => {
  it('is shown in full before the code for long lists is loaded, and keeps place and focus afterwards', async () => {
    const release = await holdBack('VirtualMembers')
    await open('?members')
    const rows = people()
    await expect.poll(() => rows.count()).toBe(120)
    await page.getByText('User 0', { exact: true }).click()
    await page.keyboard.press('End')
    const last = page.locator('[data-row=user-119]')
    await expect.poll(() => last.evaluate((element) => element === document.activeElement)).toBe(true)
    const before = await last.boundingBox()
    await release()
    await expect.poll(() => rows.count()).toBeLessThan(60)
    await expect.poll(() => last.evaluate((element) => element === document.activeElement)).toBe(true)
    await expect.poll(() => last.boundingBox()).toEqual(before)
    expect(errors).toEqual([])
  })

  it('stays whole when that code cannot be loaded', async () => {
    await page.route(chunk('VirtualMembers'), (route) => route.abort())
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('VirtualMembers'))
    await open('?members')
    await failed
    await expect.poll(() => people().count()).toBe(120)
    expect(errors).toEqual([])
  })
})
