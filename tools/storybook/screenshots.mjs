// `npm run screenshots [-- part of an id] [-- --width 360]`: screenshots of every story and page in light, dark and forced
// colours, as files in `screenshots/`, and `screenshots/index.html` with all of them side by side. Uses the last build of
// `npm run build:storybook`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from '../browser/browser.mjs'
import { contactSheet } from './contact-sheet.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { isDrawn, noteTheEnd } from './storybook-page.mjs'

const built = fileURLToPath(new URL('../../storybook-static', import.meta.url))
const target = fileURLToPath(new URL('../../screenshots', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', default: '720' } },
})
const [wanted = ''] = positionals
const width = Number(values.width)
const height = 480
const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
}
/** Maximum ms for a story to finish, including its play function. */
const patience = 15_000

/** Waits for fonts and transitions, but not for endless animations. */
async function comeToRest() {
  await document.fonts.ready
  // The changes of a new scheme begin in the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const finite = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
  const finished = Promise.allSettled(finite.map((one) => one.finished))
  await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 1000))])
}

/** Clears the storage of the browser, so that stories do not affect each other. */
const forget = () => localStorage.clear()

/** @returns the error of a page or of a story in a frame, or null */
async function endOf(frame) {
  const end = await frame
    .waitForFunction(() => globalThis.storyEnd, null, { timeout: patience })
    .then((handle) => handle.jsonValue())
    .catch(() => `not at its end after ${patience / 1000} s`)
  return end === 'storyFinished' || end === 'docsRendered' ? null : end
}

/** Resizes the page to the height of its content, because frames load only when they are in view. */
async function unfold(page) {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.max(whole, height) })
  const frames = await page.locator('.sb-story iframe').elementHandles()
  const ends = await Promise.all(frames.map(async (frame) => endOf(await frame.contentFrame())))
  return ends.find((end) => end !== null) ?? null
}

/** Takes one story in all schemes, because loading takes longer than the screenshots. @returns the error, or null */
async function shoot(page, { id, type }) {
  const errors = []
  const note = (error) => errors.push(error.message)
  page.on('pageerror', note)
  try {
    await page.setViewportSize({ width, height })
    await page.emulateMedia(schemes.light)
    await page.goto(`${address}/iframe.html?viewMode=${type}&id=${id}&globals=a11y.manual:!true`, {
      timeout: patience,
    })
    const end = await endOf(page)
    await page.waitForFunction(isDrawn, null, { timeout: patience })
    const framed = type === 'docs' ? await unfold(page) : null
    for (const [scheme, media] of Object.entries(schemes)) {
      await page.emulateMedia(media)
      await page.evaluate(comeToRest)
      // The height of framed stories may have changed.
      await page.screenshot({
        path: join(target, `${id}-${scheme}.png`),
        timeout: patience,
        fullPage: type === 'docs',
      })
    }
    return end ?? framed ?? errors[0] ?? null
  } finally {
    page.off('pageerror', note)
  }
}

async function open() {
  const browser = await chromium.launch({ executablePath, args: browserArguments })
  const page = await browser.newPage()
  await page.addInitScript(forget)
  await page.addInitScript(noteTheEnd)
  return { browser, page }
}

/** Tries again in a new browser if the first one crashed. */
async function shootAll(entries) {
  const problems = []
  let opened = await open()
  for (const entry of entries) {
    for (const isLast of [false, true]) {
      try {
        const problem = await shoot(opened.page, entry)
        if (problem) problems.push(`${entry.id}: ${problem}`)
        break
      } catch (error) {
        if (isLast) problems.push(`${entry.id}: ${error.message}`)
        await opened.browser.close().catch(() => {})
        opened = await open()
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
// Otherwise, screenshots of removed stories would stay on the page.
if (!wanted) rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
// Playwright would only close the browser, and a new one would be started.
process.once('SIGTERM', () => process.exit(143))
const problems = await shootAll(asked)
writeFileSync(join(target, 'index.html'), contactSheet(target, entries, Object.keys(schemes), problems))
close()
console.log(
  `${asked.length * Object.keys(schemes).length} screenshots in screenshots/, all on screenshots/index.html`,
)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
