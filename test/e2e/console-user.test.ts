import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { serve, type Serving } from './cli.ts'
import { launchBrowser } from './console-page.ts'
import { faintTexts, settle } from './faint-texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'console-user-'))
const configFile = join(folder, 'realtime.config.mjs')
let cli: string
let browser: Browser
let context: BrowserContext
let server: Serving | undefined

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
  writeFileSync(
    configFile,
    `const anything = { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) } }
    export default {
      channels: {
        logs: { events: { log: anything }, persist: true },
        admin: { events: { admin_event: anything }, persist: true },
      },
      authorize: {
        logs: { history: 'anyone' },
        admin: { history: ({ user }) => user.id === 'ana' },
      },
      users: [{ id: 'ana', info: { name: 'Ana Lima' } }, { id: 'ben' }],
    }`,
  )
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
})
afterEach(async () => {
  await context.close()
  await server?.stop()
  server = undefined
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

async function start(name: string, more: readonly string[] = []): Promise<string> {
  server = await serve(cli, join(folder, name), 0, more)
  return server.url
}

async function open(url: string, prepare: (page: Page) => void = () => {}): Promise<Page> {
  const page = await context.newPage()
  prepare(page)
  await page.goto(url)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  return page
}

const user = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const isUser = (page: Page, name: string) => user(page, `User: ${name}`).waitFor()
const dialog = (page: Page) => page.getByRole('dialog', { name: /^User: / })

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^User: / }).click()
  await dialog(page).waitFor()
}

/** Notes who the requests of a page are of since it was loaded, by their headers: an identity, the token, or both. */
function noteRequests(page: Page, said: string[]): void {
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) said.length = 0
    const headers = request.headers()
    const { pathname } = new URL(request.url())
    const identity = headers['x-pusher-kit-dev-user']
    const who = [...(identity ? [identity] : []), ...(headers.authorization ? ['token'] : [])].join(' ')
    if (pathname === '/dev-log' || pathname.startsWith('/api/')) said.push(`${pathname.split('/')[1]} ${who}`)
  })
}

describe('the user menu of the console', () => {
  it('makes a tab any user in open mode, by the keyboard, and the developer again', async () => {
    const url = await start('open')
    const said: string[] = []
    const page = await open(url, (opened) => noteRequests(opened, said))
    await isUser(page, 'Developer')
    // What a slow page asks for late would be taken for a request of the next one.
    await expect.poll(() => [...new Set(said)].toSorted()).toEqual(['api token', 'dev-log token'])
    await page.getByRole('button', { name: /^User: / }).focus()
    await page.keyboard.press('Enter')
    const field = dialog(page).getByRole('textbox', { name: 'User id' })
    while (!(await field.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('zoë maria')
    await page.keyboard.press('Enter')
    await isUser(page, 'Zoë Maria')
    expect(new URL(page.url()).searchParams.get('dev-user')).toBe('zoë maria')
    const identity = `user:${encodeURIComponent('zoë maria')}`
    await expect.poll(() => [...new Set(said)].toSorted()).toEqual([`api ${identity}`, 'dev-log token'])

    // Also on the pages that follow, until the tab is the developer's again.
    await page.goto(`${url}/admin/run-1`)
    await isUser(page, 'Zoë Maria')
    await page.getByRole('link', { name: 'Logs' }).click()
    await page.waitForURL(/\/logs/)
    await isUser(page, 'Zoë Maria')
    await openMenu(page)
    await user(page, 'Developer').click()
    await isUser(page, 'Developer')
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await isUser(page, 'Developer')
  })

  it('makes a tab a guest, the same after a reload, and closes by Escape', async () => {
    const page = await open(await start('guest'))
    await openMenu(page)
    await user(page, 'A new guest').click()
    const button = page.getByRole('button', { name: /^User: [A-Z][a-z]+ [A-Z][a-z]+$/ })
    await button.waitFor()
    const name = await button.getAttribute('aria-label')
    await expect.poll(() => new URL(page.url()).search).toBe('')
    await page.reload()
    await button.waitFor()
    expect(await button.getAttribute('aria-label')).toBe(name)
    await openMenu(page)
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('lists the users of the configuration, and opens a window as one of them', async () => {
    const url = await start('config', ['--config', configFile])
    const page = await open(url)
    await openMenu(page)
    await expect
      .poll(() => dialog(page).getByRole('listitem').allTextContents())
      .toEqual(['Developer', 'Ana Lima', 'ben'])
    expect(await dialog(page).getByRole('textbox').count()).toBe(0)
    const opened = context.waitForEvent('page')
    await page.getByRole('link', { name: 'Open a window as Ana Lima' }).click()
    const ana = await opened
    await isUser(ana, 'Ana Lima')
    expect(ana.url()).toBe(`${url}/?dev-user=ana`)
    await isUser(page, 'Developer')

    // The policies decide about the identity, and not about the developer.
    const historyOf = async (id: string) => {
      const run = await context.newPage()
      const answered = run.waitForResponse((response) => response.url().includes('/channels/admin/events'))
      await run.goto(`${url}/admin/run-1?dev-user=${id}`)
      return (await answered).status()
    }
    expect(await historyOf('ana')).toBe(200)
    expect(await historyOf('ben')).toBe(403)

    // A token in the address is for other machines.
    await page.goto(`${url}/?dev-user=zoe#token=wrong`)
    await isUser(page, 'nobody')
    await openMenu(page)
    await dialog(page)
      .getByText(/Expected one of the users .*\(ana, ben\) but got `zoe`/)
      .waitFor()
    await user(page, 'ben').click()
    await isUser(page, 'ben')
  })

  it('says where other users are off, and shows the developer', async () => {
    const page = await open(`${await start('token', ['--require-token'])}/?dev-user=ana`)
    await isUser(page, 'Developer')
    await openMenu(page)
    await dialog(page)
      .getByText(/Other users are off\. The server runs with --require-token\./)
      .waitFor()
    expect(await dialog(page).getByRole('listitem').count()).toBe(0)
  })

  it('looks right in light and in dark, wide and narrow', async () => {
    const page = await open(`${await start('looks')}/?dev-user=ana`)
    // On a phone nothing of the header covers another part.
    await page.setViewportSize({ width: 360, height: 740 })
    for (const part of [
      page.getByRole('heading', { name: 'Console' }),
      page.getByRole('link', { name: 'Logs' }),
      page.getByText('Dev server', { exact: true }),
    ]) {
      await part.click({ trial: true })
    }
    await openMenu(page)
    await dialog(page).getByRole('textbox').fill('zoe')
    const faint: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 740 })
        await settle(page)
        await page.screenshot({ path: `test-results/console-user-${colorScheme}-${width}.png` })
        for (const html of await faintTexts(page)) faint.push(`${colorScheme} ${width}: ${html}`)
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow).toBeLessThanOrEqual(0)
        const targets = [
          page.getByRole('button', { name: /^User: / }),
          ...(await dialog(page).locator('button, a').all()),
        ]
        for (const target of targets) {
          const box = await target.boundingBox()
          expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
        }
      }
    }
    expect(faint).toEqual([])
  })
})
