import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Browser, BrowserContext, Page } from 'playwright'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serve, type Serving } from './cli.ts'
import { launchBrowser } from './console-page.ts'
import { buildCli } from '../run/built-library.ts'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'dev-tabs-'))
const data = join(folder, 'data')
let cli: string
let server: Serving
let vite: ViteDevServer
let browser: Browser
let context: BrowserContext
let address: string

beforeAll(async () => {
  cli = buildCli()
  server = await serve(cli, data)
  const keys = execFileSync(process.execPath, [cli, 'keys', '--data', data, '--prefix', 'VITE_'])
  writeFileSync(join(folder, '.env.local'), keys)
  vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('dev-tabs', import.meta.url)),
    envDir: folder,
    cacheDir: fileURLToPath(new URL('../../node_modules/.cache/e2e/vite', import.meta.url)),
    plugins: [react()],
    resolve: {
      alias: [
        { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
        { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
      ],
    },
    server: { host: '127.0.0.1', port: 0, hmr: false },
    logLevel: 'error',
  })
  await vite.listen()
  address = vite.resolvedUrls?.local[0] as string
  browser = await launchBrowser()
})
beforeEach(async () => {
  await context?.close()
  context = await browser.newContext()
})
afterAll(async () => {
  await browser?.close()
  await vite?.close()
  await server?.stop()
  rmSync(folder, { recursive: true })
})

const isReady = (page: Page) => page.getByText('connected subscribed').waitFor()

async function open(query = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${address}${query}`)
  await isReady(page)
  return page
}

const me = async (page: Page) => (await page.getByRole('heading').textContent()) ?? ''
const members = (page: Page) => page.getByRole('listitem').allTextContents()

/** Each of the pages sees exactly the members that the pages are. */
async function seeEachOther(pages: readonly Page[], expected: readonly string[]): Promise<void> {
  for (const page of pages) {
    await expect.poll(async () => (await members(page)).toSorted()).toEqual(expected.toSorted())
  }
}

describe('tabs of an app that has nothing but the lines of keys', () => {
  it('are two members with names that can be read, each the same after a reload and a reconnect', async () => {
    const [one, two] = [await open(), await open()]
    const names = [await me(one), await me(two)]
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ \([a-z]+-[a-z]+-\d{4}\)$/)
    expect(new Set(names.map((name) => name.replace(/ \(.*/, ''))).size).toBe(2)
    await seeEachOther([one, two], names)
    await one.reload()
    await isReady(one)
    expect(await me(one)).toBe(names[0])
    await two.getByRole('button', { name: 'Reconnect' }).click()
    await isReady(two)
    expect(await me(two)).toBe(names[1])
    await seeEachOther([one, two], names)
  })

  it('become another member when they are duplicated, with the storage of the first', async () => {
    const first = await open()
    const stored = (page: Page) => page.evaluate(() => JSON.stringify(sessionStorage))
    const before = await stored(first)
    const opened = context.waitForEvent('page')
    await first.getByRole('link', { name: 'Duplicate' }).click()
    const copy = await opened
    // Whatever this browser copies, the tab begins with what the first one had.
    await copy.evaluate((text) => Object.assign(sessionStorage, JSON.parse(text)), before)
    await copy.reload()
    await isReady(copy)
    const names = [await me(first), await me(copy)]
    expect(names[0]).not.toBe(names[1])
    await seeEachOther([first, copy], names)
    // Both keep who they are from then on.
    await copy.reload()
    await isReady(copy)
    expect(await me(copy)).toBe(names[1])
  })

  it('are Ana where their address says so, in as many tabs as it does', async () => {
    const [ana, again, guest] = [await open('?dev-user=ana'), await open('?dev-user=ana'), await open()]
    expect([await me(ana), await me(again)]).toEqual(['Ana (ana)', 'Ana (ana)'])
    await seeEachOther([ana, again, guest], ['Ana (ana)', await me(guest)])
    await ana.goto(address)
    await isReady(ana)
    expect(await me(ana)).toBe('Ana (ana)')
  })

  it('load the code of identities only where the environment asks for it', async () => {
    const page = await context.newPage()
    const paths: string[] = []
    page.on('request', (request) => paths.push(new URL(request.url()).pathname))
    await page.goto(`${address}?plain`)
    await isReady(page)
    expect(await me(page)).toBe('Developer (dev)')
    expect(paths.some((path) => path.endsWith('config-from-env.ts'))).toBe(true)
    expect(paths.filter((path) => path.includes('dev-user'))).toEqual([])
    await page.goto(address)
    await isReady(page)
    expect(paths.filter((path) => path.includes('dev-user.ts'))).toHaveLength(1)
  })
})
