import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MockPusher } from 'react-pusher-kit/mock'
import { serveFolder } from '../../tools/serve-folder.mjs'
import { buildPage } from './built-package.ts'
import { launchBrowser } from './console-page.ts'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  site = await serveFolder(buildPage('tabs'))
  browser = await launchBrowser()
})
beforeEach(async () => {
  // Tabs of one browser profile share locks and storage, as a user's tabs do.
  await context?.close()
  context = await browser.newContext()
})
afterAll(async () => {
  await browser.close()
  site.close()
})

async function openTab(browserContext = context): Promise<Page> {
  const page = await browserContext.newPage()
  await page.goto(`${site.address}/`)
  await page.getByRole('button', { name: /^Notifications/ }).waitFor()
  await page.evaluate(() =>
    (window as unknown as { mock: MockPusher }).mock.subscribed('private-user-42', { timeout: 30_000 }),
  )
  return page
}

async function openTabs(): Promise<[Page, Page, Page]> {
  const tabs: [Page, Page, Page] = [await openTab(), await openTab(), await openTab()]
  await tabs[0].bringToFront()
  return tabs
}

/** Every tab gets the event, as from Pusher. */
function sendToAll(tabs: readonly Page[], message: string) {
  return Promise.all(
    tabs.map((tab) =>
      tab.evaluate(
        (text) =>
          (window as unknown as { mock: MockPusher }).mock.trigger('private-user-42', 'notification', {
            message: text,
          }),
        message,
      ),
    ),
  )
}

async function toastsIn(tabs: readonly Page[], message: string): Promise<number> {
  const counts = await Promise.all(
    tabs.map((tab) => tab.getByRole('status').filter({ hasText: message }).count()),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Waits for the one toast: a tab shows it once it has the lock. @returns how many each tab has */
async function toastsByTab(tabs: readonly Page[], message: string): Promise<number[]> {
  await expect.poll(() => toastsIn(tabs, message)).toBe(1)
  return Promise.all(tabs.map((tab) => toastsIn([tab], message)))
}

/** Which tab holds the lock. */
const speakerSeenBy = (tab: Page) =>
  tab.evaluate(async () => (await navigator.locks.query()).held?.[0]?.clientId)

const badge = (tab: Page, unread: number) =>
  tab.getByRole('button', { name: `Notifications, ${unread} unread` }).waitFor()

describe('three tabs of one user', () => {
  it('show one toast between them, and all of them have it in the inbox', async () => {
    const tabs = await openTabs()
    await sendToAll(tabs, 'Hello')
    await Promise.all(tabs.map((tab) => badge(tab, 1)))
    expect((await toastsByTab(tabs, 'Hello')).filter((count) => count > 0)).toEqual([1])
  })

  it('go on with one voice when the speaking tab is closed', async () => {
    const tabs = await openTabs()
    await sendToAll(tabs, 'First')
    await Promise.all(tabs.map((tab) => badge(tab, 1)))
    const spoke = await toastsByTab(tabs, 'First')
    const before = await speakerSeenBy(tabs[0])
    await tabs[spoke.indexOf(1)]?.close()
    const left = tabs.filter((_, index) => spoke[index] === 0)
    await expect.poll(() => speakerSeenBy(left[0] as Page)).not.toBe(before)
    await sendToAll(left, 'Second')
    await Promise.all(left.map((tab) => badge(tab, 2)))
    expect((await toastsByTab(left, 'Second')).filter((count) => count > 0)).toEqual([1])
  })

  it('let the one speak that the user turns to', async () => {
    const tabs = await openTabs()
    await sendToAll(tabs, 'First')
    await Promise.all(tabs.map((tab) => badge(tab, 1)))
    const spoke = await toastsByTab(tabs, 'First')
    const before = await speakerSeenBy(tabs[0])
    const turnedTo = tabs[spoke.indexOf(0)] as Page
    // Playwright makes every page believe that it has the focus, so none of them hears that it got it.
    await turnedTo.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect.poll(() => speakerSeenBy(tabs[0])).not.toBe(before)
    await sendToAll(tabs, 'Second')
    await Promise.all(tabs.map((tab) => badge(tab, 2)))
    const spokeThen = await toastsByTab(tabs, 'Second')
    expect(spokeThen.indexOf(1)).toBe(tabs.indexOf(turnedTo))
  })

  it('know of each other what was read', async () => {
    const tabs = await openTabs()
    await sendToAll(tabs, 'Read me')
    await Promise.all(tabs.map((tab) => badge(tab, 1)))
    await tabs[0].getByRole('button', { name: /^Notifications/ }).click()
    await tabs[0].getByRole('button', { name: 'Mark all as read' }).click()
    for (const tab of tabs.slice(1)) {
      const unread = tab.getByRole('button', { name: /^Notifications, \d+ unread$/ })
      await expect.poll(() => unread.count()).toBe(0)
    }
  })
})

it('shows a toast in each of three browser contexts, which are three browsers and share nothing', async () => {
  const contexts = [await browser.newContext(), await browser.newContext(), await browser.newContext()]
  const tabs = await Promise.all(contexts.map((one) => openTab(one)))
  await sendToAll(tabs, 'Hello')
  await Promise.all(tabs.map((tab) => badge(tab, 1)))
  for (const tab of tabs) expect(await toastsByTab([tab], 'Hello')).toEqual([1])
  await Promise.all(contexts.map((one) => one.close()))
})
