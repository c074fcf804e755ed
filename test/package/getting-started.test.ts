import { writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { blocksOf } from '../../tools/readme/readme-parts.mjs'
import { launchBrowser } from '../e2e/console-page.ts'
import { openPage } from './open-page.ts'
import { type PusherStandIn, standInForPusher } from './pusher-stand-in.ts'
import { follow, readme, textOf } from './guide.ts'

type Reader = Awaited<ReturnType<typeof follow>>

const headings = {
  app: '## Create an app',
  test: '### Test the app',
  pusher: '### Switch to Pusher Channels',
}
const publishes = (command: string) => command.startsWith('echo ')
let reader: Reader
let browser: Browser
let pusher: PusherStandIn

beforeAll(async () => {
  reader = await follow(readme)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await reader?.end()
  await pusher?.close()
})

const lines = (page: Page) => page.getByRole('region', { name: 'Log lines' })

/** Opens the page, says hello as the README does, and sees it come; what the page complained of meanwhile. */
async function complaintsAtHello(screenshot: string): Promise<string[]> {
  const { page, complaints } = await openPage(browser, reader.page)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  const before = await lines(page).getByText('hello', { exact: true }).count()
  await reader.commands(headings.app, publishes)
  await lines(page).getByText('hello', { exact: true }).nth(before).waitFor()
  await page.screenshot({ path: `test-results/package-${screenshot}.png` })
  await page.close()
  return complaints
}

it('leads from an empty folder to an app with two components against `serve`', async () => {
  await reader.commands(headings.app, (command) => /^(npm create|cd|npm install)/.test(command))
  reader.save(headings.app)
  await reader.commands(headings.app, (command) => /^(npx react-pusher-kit|npm run)/.test(command))
  expect(await complaintsAtHello('vite-dev')).toEqual([])
})

it('which builds for production', async () => {
  await reader.build()
  expect(await complaintsAtHello('vite-build')).toEqual([])
})

it('leads to a test of that app with the mock', async () => {
  reader.save(headings.test)
  const printed = (await reader.commands(headings.test)).join('')
  expect(printed).toMatch(/Tests +1 passed/)
})

it('leads to Pusher Channels by environment only', async () => {
  pusher = await standInForPusher()
  writeFileSync(reader.path('.env.local'), environment(pusher.variables))
  await reader.commands(headings.pusher)

  const sockets: string[] = []
  const frames: string[] = []
  const { page, complaints } = await openPage(browser, 'about:blank')
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/app/')) return
    sockets.push(socket.url())
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  })
  await page.goto(reader.page)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  await lines(page).getByText('hello', { exact: true }).first().waitFor()
  await reader.commands(headings.app, (command) => publishes(command))
  await expect.poll(() => frames.join()).toContain('hello')
  await page.screenshot({ path: 'test-results/package-pusher.png' })
  expect(sockets).toEqual([expect.stringContaining(pusher.url)])
  expect(complaints).toEqual([])
  await page.close()
})

/** What names a backend of one's own where the README's file names a cluster. */
const inPlaceOf: Record<string, string[]> = {
  PUSHER_CLUSTER: ['PUSHER_HOST', 'PUSHER_PORT', 'PUSHER_SSL'],
  VITE_PUSHER_CLUSTER: ['VITE_PUSHER_HOST', 'VITE_PUSHER_PORT', 'VITE_PUSHER_FORCE_TLS'],
}

/** The variables of the README's file, with the values of another backend. */
function environment(backend: Record<string, string>): string {
  const values: Record<string, string> = { ...backend, VITE_PUSHER_SERVER_URL: reader.server }
  const file = blocksOf(textOf(readme, headings.pusher)).find(({ language }) => language === 'ini')
  return Object.keys(parseEnv(file?.code ?? ''))
    .flatMap((name) => inPlaceOf[name] ?? [name])
    .map((name) => `${name}=${values[name] ?? ''}\n`)
    .join('')
}
