import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { longestLine } from '../../src/mantine/LogViewer/viewport/row-layout.ts'
import { buildPackage } from './built-package.ts'
import { pipeCommand, pipeFile, type Serving, serve } from './cli.ts'
import {
  launchBrowser,
  longestFreeze,
  openConsole,
  readLines,
  showThread,
  takeScreenshots,
} from './console-page.ts'
import { settle } from './faint-texts.ts'
import { storedLines } from './history.ts'
import { realLines } from './real-text.ts'

const count = inject('consoleLines')
const lines = realLines(count)
const folder = mkdtempSync(join(tmpdir(), 'react-pusher-kit-e2e-'))
const data = join(folder, 'data')
const file = join(folder, 'lines.txt')
let cli: string
let browser: Browser
let server: Serving

beforeAll(async () => {
  writeFileSync(file, `${lines.join('\n')}\n`)
  cli = buildPackage()
  browser = await launchBrowser()
  server = await serve(cli, data)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** A viewer shows the beginning of a long line, and a button with the number of its characters. */
const shownLines = lines.map((line) =>
  line.length <= longestLine
    ? line
    : `${line.slice(0, longestLine)} Show all ${line.length.toLocaleString('en')} characters`,
)

/** What the store holds is what the file says, and the channel's numbers have no hole. */
async function expectWholeStore(): Promise<void> {
  const stored = await storedLines(server.url)
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1))
  expect(stored.filter(({ thread }) => thread === 'book').map(({ text }) => text)).toEqual(lines)
}

// In this order: what the first test pipes is there again after a reload, and after a restart.
describe('the console', { shuffle: false }, () => {
  it(`shows ${count} lines as they are piped, in order and without a hole`, async () => {
    const page = await openConsole(browser, server.url)
    const piped = await pipeFile(cli, data, 'book', file)
    expect(piped).toEqual({ code: 0, said: expect.stringContaining(`${count} lines sent`) as string })

    await showThread(page, 'book', count)
    console.log(`Longest freeze while ${count} lines came live: ${await longestFreeze(page)} ms`)
    const shown = await readLines(page)
    expect(shown).toHaveLength(count)
    expect(shown.at(0)).toBe(lines.at(0))
    expect(shown.at(-1)).toBe(lines.at(-1))
    expect(shown).toEqual(shownLines)
    await expectWholeStore()
    await page.close()
  })

  it('shows them again after a reload, from the store', async () => {
    const page = await openConsole(browser, server.url)
    await page.reload()
    await showThread(page, 'book', count)
    console.log(`Longest freeze while ${count} lines were loaded: ${await longestFreeze(page)} ms`)
    expect(await readLines(page)).toEqual(shownLines)
    await expectWholeStore()
    await page.close()
  })

  it('shows them again after a restart of the server', async () => {
    await server.stop()
    server = await serve(cli, data)
    const page = await openConsole(browser, server.url)
    await showThread(page, 'book', count)
    expect(await readLines(page)).toEqual(shownLines)
    await expectWholeStore()
    await page.close()
  })

  it('looks right in light and in dark, wide and narrow', async () => {
    const page = await openConsole(browser, server.url)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await pipeCommand(cli, data, 'tests', [
      'npx',
      'vitest',
      'run',
      '--root',
      'test/e2e/piped',
      '--reporter=verbose',
    ])
    await page.getByText('Test Files').waitFor()
    expect(await takeScreenshots(page)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('shows lines in a window of 320 × 256 pixels, which is 1280 × 1024 at 400 %, and scrolls to them', async () => {
    const page = await openConsole(browser, server.url)
    await page.setViewportSize({ width: 320, height: 256 })
    const lineRegion = page.getByRole('region', { name: 'Log lines' })
    await lineRegion.scrollIntoViewIfNeeded()
    const box = await lineRegion.boundingBox()
    expect(box?.height).toBeGreaterThan(90)
    const copy = page.getByRole('button', { name: 'Copy the command pipe' })
    await copy.scrollIntoViewIfNeeded()
    expect((await copy.boundingBox())?.y).toBeLessThan(256)
    await page.screenshot({ path: 'test-results/console-320x256.png' })
    await page.close()
  })

  it('says that the connection is lost without covering its header or the tools of the log', async () => {
    const page = await openConsole(browser, server.url)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByRole('group', { name: 'Log tools' }).waitFor()
    await server.stop()
    const banner = page.locator('.mantine-ConnectionBadge-banner')
    await banner.waitFor()
    await settle(page)
    const bars = await page.evaluate(() =>
      ['.mantine-ConnectionBadge-banner', 'header', '[aria-label="Log tools"]'].map((part) => {
        const { top, bottom } = (document.querySelector(part) as Element).getBoundingClientRect()
        return [top, bottom]
      }),
    )
    expect(bars.flat()).toEqual(bars.flat().toSorted((a, b) => a - b))
    expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0)
    await page.screenshot({ path: 'test-results/console-lost-360.png' })
    await page.close()
    server = await serve(cli, data)
  })
})
