// `npm run screenshots [-- part of an id] [-- --width 360]`: every story and page in light, in dark and with forced
// colours, as files in `screenshots/`, and `screenshots/index.html` with all of them side by side. Shows what `npm run build:storybook`
// built last.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from './browser.mjs'
import { contactSheet } from './contact-sheet.mjs'
import { serveFolder } from './serve-folder.mjs'
import { isDrawn, noteTheEnd } from './storybook-page.mjs'

const built = fileURLToPath(new URL('../storybook-static', import.meta.url))
const target = fileURLToPath(new URL('../screenshots', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', default: '720' } },
})
const [wanted = ''] = positionals
const width = Number(values.width)
const schemes = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
}
/** ms for a story to finish, play function and all. */
const patience = 15_000

/** Waits for fonts, and for what fades in; not for what turns for ever. */
async function comeToRest() {
  await document.fonts.ready
  const finite = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
  const finished = Promise.allSettled(finite.map((one) => one.finished))
  await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 1000))])
}

/** A story starts from nothing, though the browser has seen others. */
const forget = () => localStorage.clear()

/** @returns what went wrong, or null */
async function shoot(context, scheme, { id, type }) {
  const page = await context.newPage()
  try {
    await page.goto(`${address}/iframe.html?viewMode=${type}&id=${id}&globals=a11y.manual:!true`, {
      timeout: patience,
    })
    const end = await page
      .waitForFunction(() => globalThis.storyEnd, null, { timeout: patience })
      .then((handle) => handle.jsonValue())
      .catch(() => `not at its end after ${patience / 1000} s`)
    await page.waitForFunction(isDrawn, null, { timeout: patience })
    await page.evaluate(comeToRest)
    const path = join(target, `${id}-${scheme}.png`)
    await page.screenshot({ path, timeout: patience, fullPage: type === 'docs' })
    return end === 'storyFinished' || end === 'docsRendered' ? null : end
  } finally {
    await page.close().catch(() => {})
  }
}

/** A browser that has loaded the Storybook once keeps it for all stories. */
async function open(scheme) {
  const browser = await chromium.launch({ executablePath, args: browserArguments })
  const context = await browser.newContext({ ...schemes[scheme], viewport: { width, height: 480 } })
  await context.addInitScript(forget)
  await context.addInitScript(noteTheEnd)
  return { browser, context }
}

/** Once more in a new browser, should the first one have died. */
async function shootAll(entries, scheme) {
  const problems = []
  let opened = await open(scheme)
  for (const entry of entries) {
    for (const isLast of [false, true]) {
      try {
        const problem = await shoot(opened.context, scheme, entry)
        if (problem) problems.push(`${entry.id} (${scheme}): ${problem}`)
        break
      } catch (error) {
        if (isLast) problems.push(`${entry.id} (${scheme}): ${error.message}`)
        await opened.browser.close().catch(() => {})
        opened = await open(scheme)
      }
    }
  }
  await opened.browser.close()
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
const problems = []
// One after the other: each of them wants the whole machine.
for (const scheme of Object.keys(schemes)) problems.push(...(await shootAll(asked, scheme)))
writeFileSync(join(target, 'index.html'), contactSheet(target, entries, Object.keys(schemes), problems))
close()
console.log(
  `${asked.length * Object.keys(schemes).length} screenshots in screenshots/, all on screenshots/index.html`,
)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
