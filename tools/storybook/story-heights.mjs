// `npm run story-heights [-- component]`: measures the stories on the pages of the built Storybook
// (`npm run build:storybook`), and writes their heights into .storybook/story-heights.json. A page reserves them, so
// that nothing moves while a story loads or receives its content. With a part of an id only those pages are measured.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserArguments, ensureBrowser } from '../browser/browser.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { isDrawn, noteTheEnd } from './storybook-page.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const built = process.env.STORYBOOK ?? join(root, 'storybook-static')
const file = join(root, '.storybook', 'story-heights.json')
const [wanted = ''] = process.argv.slice(2)

/** s that the stories of a page go on, on its own clock. The lists of some demos are full after 40 s. */
const watched = 60

/** In the page: what was reserved before would hide that a story has become lower. */
function forgetHeights() {
  document.querySelector('#story-heights')?.remove()
}

/** In the page: the heights of its stories, except those whose height is fixed: frames and pictures. */
function heights() {
  return [...document.querySelectorAll('.sb-story')]
    .filter((story) => !story.querySelector('iframe') && !story.closest('.docs-gallery, .docs-pictures'))
    .map(({ id, scrollHeight }) => [id.replace(/^story--/, ''), scrollHeight])
}

async function measure(page, id) {
  await page.goto(`${address}/iframe.html?viewMode=docs&id=${id}`)
  await page.waitForFunction(() => 'storyEnd' in globalThis)
  await page.waitForFunction(isDrawn)
  await page.evaluate(forgetHeights)
  const found = new Map()
  if ((await page.locator('.sb-story').count()) === 0) return found
  for (let second = 0; second <= watched; second += 1) {
    for (const [story, height] of await page.evaluate(heights))
      found.set(story, Math.max(height, found.get(story) ?? 0))
    await page.clock.runFor(1000)
  }
  return found
}

const index = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'))
const pages = Object.values(index.entries)
  .filter(({ type, id }) => type === 'docs' && id.includes(wanted))
  .map(({ id }) => id)
const { address, close } = await serveFolder(built)
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
const measured = wanted && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
for (const id of pages) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(noteTheEnd)
  await page.clock.install()
  for (const [story, height] of await measure(page, id))
    measured[story] = Math.max(height, measured[story] ?? 0)
  await page.close()
}
await browser.close()
close()
const sorted = Object.entries(measured).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
console.log(`The heights of ${sorted.length} stories are in .storybook/story-heights.json.`)
