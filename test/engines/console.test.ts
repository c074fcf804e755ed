import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPackage } from '../e2e/built-package.ts'
import { readAll } from '../e2e/console-page.ts'
import { pipeFile, type Serving, serve } from '../e2e/cli.ts'
import { type EngineName, launchEngine } from './installed.ts'
import { EnginePage } from './page.ts'

const name = process.env.ENGINE as EngineName
/** Fewer than in Chromium: a frame of WebKitGTK without a graphics card takes long. */
const count = 2000
const folder = mkdtempSync(join(tmpdir(), 'react-pusher-kit-engine-'))
const data = join(folder, 'data')
const file = join(folder, 'lines.txt')
const lines = Array.from({ length: count }, (_, index) => `line ${index + 1}`)
let cli: string
let server: Serving
let page: EnginePage

beforeAll(async () => {
  writeFileSync(file, `${lines.join('\n')}\n`)
  cli = buildPackage()
  server = await serve(cli, data)
  page = new EnginePage(await launchEngine(name))
})
afterAll(async () => {
  await page?.engine.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it(
  'the Console shows every line that is piped, from the first to the last',
  { timeout: 240_000 },
  async () => {
    await page.engine.open(server.url)
    await page.see('button', 'Connected')
    expect(await pipeFile(cli, data, 'book', file)).toMatchObject({ code: 0 })
    await page.see('.mantine-LogViewer-text', `line ${count}`)
    await page.press('[role=region]', 'Log lines', 'Home')
    const texts = await page.evaluate<string[]>(
      `return (${readAll.toString()})(find('[role=region]', 'Log lines'))`,
    )
    expect(texts.filter((text) => text.startsWith('line '))).toEqual(lines)
  },
)

it('a line that the mouse chooses is copied, and can be pasted', async () => {
  await page.click('[data-gutter]', 'I')
  await page.see('*', '1 line selected')
  await page.click('button', 'Copy')
  await page.see('*', 'Copied')
  await page.click('input', 'Search the log')
  await page.engine.paste()
  const pasted = await page.evaluate<string>(`
    const field = find('input', 'Search the log')
    return until('a text in the search field', () => field.value)`)
  expect(pasted).toMatch(/^line \d+$/)
  mkdirSync('test-results', { recursive: true })
  writeFileSync(`test-results/console-${name}.png`, await page.engine.screenshot())
})
