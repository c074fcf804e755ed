// `npm run screenshots [-- part of an id] [-- --width 360]`: every story and page in light and dark, as files in
// `screenshots/`, and `screenshots/index.html` with all of them side by side. Shows what `npm run build:storybook`
// built last.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from './browser.mjs'
import { contactSheet } from './contact-sheet.mjs'
import { serveFolder } from './serve-folder.mjs'

const built = fileURLToPath(new URL('../storybook-static', import.meta.url))
const target = fileURLToPath(new URL('../screenshots', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', default: '720' } },
})
const [wanted = ''] = positionals
const width = Number(values.width)
const schemes = ['light', 'dark']
/** ms for a story to finish, play function and all. */
const patience = 15_000

/** Notes, before anything of the page runs, when Storybook says that the story has come to its end. */
function noteTheEnd() {
  const ends = [
    'storyFinished',
    'docsRendered',
    'storyErrored',
    'storyThrewException',
    'playFunctionThrewException',
  ]
  let channel
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => channel,
    set(given) {
      channel = given
      for (const end of ends) given.once(end, () => (globalThis.storyEnd ??= end))
    },
  })
}

/** Waits for fonts, for the stories on a page, and for what fades in; not for what turns for ever. */
async function comeToRest() {
  await document.fonts.ready
  const isLoading = () => document.querySelector('[id$="-preview-loader"], .sb-loader:not([hidden] *)')
  for (let round = 0; round < 50 && isLoading(); round++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const finite = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
  const finished = Promise.allSettled(finite.map((one) => one.finished))
  await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 1000))])
}

/** @returns what went wrong, or null */
async function shoot(browser, { id, type }, colorScheme) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 480 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(noteTheEnd)
    await page.goto(`${address}/iframe.html?viewMode=${type}&id=${id}`, { timeout: patience })
    const end = await page
      .waitForFunction(() => globalThis.storyEnd, null, { timeout: patience })
      .then((handle) => handle.jsonValue())
      .catch(() => `not at its end after ${patience / 1000} s`)
    await page.evaluate(comeToRest)
    const path = join(target, `${id}-${colorScheme}.png`)
    await page.screenshot({ path, timeout: patience, fullPage: type === 'docs' })
    return end === 'storyFinished' || end === 'docsRendered' ? null : end
  } finally {
    await context.close().catch(() => {})
  }
}

/** Once more in a new browser, should the first one have died. */
async function shootAll(entries) {
  const problems = []
  let browser
  for (const entry of entries) {
    for (const scheme of schemes) {
      for (const isLast of [false, true]) {
        try {
          if (!browser?.isConnected())
            browser = await chromium.launch({ executablePath, args: browserArguments })
          const problem = await shoot(browser, entry, scheme)
          if (problem) problems.push(`${entry.id} (${scheme}): ${problem}`)
          break
        } catch (error) {
          if (isLast) problems.push(`${entry.id} (${scheme}): ${error.message}`)
          await browser?.close().catch(() => {})
        }
      }
    }
  }
  await browser?.close()
  return problems
}

const index = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'))
const entries = Object.values(index.entries)
const asked = entries.filter(({ id }) => id.includes(wanted))
const { address, close } = await serveFolder(built)
const executablePath = await ensureBrowser()
// Pictures of stories that are gone would stay on the sheet.
if (!wanted) rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
// Playwright only closes the browser then, and a new one would be started in its place.
process.once('SIGTERM', () => process.exit(143))
const problems = await shootAll(asked)
writeFileSync(join(target, 'index.html'), contactSheet(target, entries, problems))
close()
console.log(`${asked.length * schemes.length} screenshots in screenshots/, all on screenshots/index.html`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
