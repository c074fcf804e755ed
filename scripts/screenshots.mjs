// `npm run screenshots [-- part of a story's id]`: every story in light and dark, as files in `screenshots/`, and
// `screenshots/index.html` with all of them side by side.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from './browser.mjs'

const built = fileURLToPath(new URL('../storybook-static', import.meta.url))
const target = fileURLToPath(new URL('../screenshots', import.meta.url))
const wanted = process.argv[2] ?? ''
const schemes = ['light', 'dark']
/** ms for a story to finish, play function and all. */
const patience = 15_000
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  const body = await readFile(join(built, pathname)).catch(() => null)
  response.writeHead(body ? 200 : 404, {
    'content-type': types[extname(pathname)] ?? 'application/octet-stream',
  })
  response.end(body ?? '')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}`
const executablePath = await ensureBrowser()

/** Notes, before anything of the page runs, when Storybook says that the story has come to its end. */
function noteTheEnd() {
  const ends = ['storyFinished', 'storyErrored', 'storyThrewException', 'playFunctionThrewException']
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

/** @returns what went wrong, or null */
async function shoot(browser, id, colorScheme) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 720, height: 480 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(noteTheEnd)
    await page.goto(`${address}/iframe.html?viewMode=story&id=${id}`, { timeout: patience })
    const end = await page
      .waitForFunction(() => globalThis.storyEnd, null, { timeout: patience })
      .then((handle) => handle.jsonValue())
      .catch(() => `not at its end after ${patience / 1000} s`)
    await page.evaluate(async () => {
      await document.fonts.ready
      // What fades in is to be seen; what turns for ever is not waited for.
      const finite = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
      const finished = Promise.allSettled(finite.map((one) => one.finished))
      await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 1000))])
    })
    await page.screenshot({ path: join(target, `${id}-${colorScheme}.png`), timeout: patience })
    return end === 'storyFinished' ? null : end
  } finally {
    await context.close().catch(() => {})
  }
}

/** Once more in a new browser, should the first one have died. */
async function shootAll(stories) {
  const problems = []
  let browser
  for (const { id } of stories) {
    for (const scheme of schemes) {
      for (const isLast of [false, true]) {
        try {
          if (!browser?.isConnected())
            browser = await chromium.launch({ executablePath, args: browserArguments })
          const problem = await shoot(browser, id, scheme)
          if (problem) problems.push(`${id} (${scheme}): ${problem}`)
          break
        } catch (error) {
          if (isLast) problems.push(`${id} (${scheme}): ${error.message}`)
          await browser?.close().catch(() => {})
        }
      }
    }
  }
  await browser?.close()
  return problems
}

const picture = (id, scheme) =>
  `<a href="${id}-${scheme}.png"><img src="${id}-${scheme}.png" alt="${id}, ${scheme}" loading="lazy"></a>`

/** Every picture that there is, light beside dark. */
function contactSheet() {
  const ids = readdirSync(target).flatMap((name) => (name.endsWith('-light.png') ? [name.slice(0, -10)] : []))
  const figures = ids.map(
    (id) =>
      `<figure id="${id}"><figcaption>${id}</figcaption>${picture(id, 'light')}${picture(id, 'dark')}</figure>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every story, light beside dark</title>
<style>
  body { margin: 1rem; background: #888; font: 13px system-ui; display: grid; gap: 1rem;
    grid-template-columns: repeat(auto-fill, minmax(min(44rem, 100%), 1fr)) }
  figure { margin: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 2px }
  figcaption { grid-column: 1 / -1; color: #000 }
  img { width: 100%; display: block }
</style>
${figures.join('\n')}
</html>
`
}

const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'))
const stories = Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(wanted))
// Pictures of stories that are gone would stay on the sheet.
if (!wanted) rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
// Playwright only closes the browser then, and a new one would be started in its place.
process.once('SIGTERM', () => process.exit(143))
const problems = await shootAll(stories)
writeFileSync(join(target, 'index.html'), contactSheet())
server.close()
console.log(`${stories.length * schemes.length} screenshots in screenshots/, all on screenshots/index.html`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
