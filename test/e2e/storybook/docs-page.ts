import type { Browser, Page } from 'playwright'
import { faintTexts, settle } from '../faint-texts.ts'
import { isDrawn, noteTheEnd } from '../../../tools/storybook/storybook-page.mjs'

/** One page or story of the sidebar. */
export interface IndexEntry {
  id: string
  type: 'docs' | 'story'
}

/** Everything in the sidebar, in its order. */
export async function indexOf(address: string): Promise<IndexEntry[]> {
  const response = await fetch(`${address}/index.json`)
  const { entries } = (await response.json()) as { entries: Record<string, IndexEntry> }
  return Object.values(entries)
}

/** A page as a reader finds it. */
export interface OpenedPage {
  /** What the browser's console and the network say is wrong. */
  problems: readonly string[]
  /** Ids of the pages that it links to. */
  links: readonly string[]
  /** Names that stand twice where a link should lead to one place. */
  doubled: readonly string[]
  /** Texts, other than those of stories, that are hard to read in light or in dark. */
  faint: readonly string[]
  /** Width of the content in a window of 360 px. */
  width: number
  /** Height of the page in a window of 1280 px. */
  height: number
  /** Of the first level; one of a page, without those of its stories. */
  headings: readonly string[]
}

const narrow = { width: 360, height: 800 }

/** Notes errors of the page, and requests that leave it. */
function listen(page: Page, address: string): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      problems.push(`a request to ${url}`)
    }
  })
  return problems
}

/** @param address - where the built Storybook is served */
async function openDocsPage(page: Page, address: string, id: string): Promise<OpenedPage> {
  await page.emulateMedia({ colorScheme: 'light' })
  const problems = listen(page, address)
  await page.goto(`${address}/iframe.html?viewMode=docs&id=${id}`)
  await page.waitForFunction(() => 'storyEnd' in globalThis)
  await page.waitForFunction(isDrawn)
  const content = await page.evaluate(() => ({
    headings: [...document.querySelectorAll('.sbdocs-content h1')]
      .filter((heading) => !heading.closest('.sb-story'))
      .map((heading) => heading.textContent),
    width: document.documentElement.scrollWidth,
    doubled: [...document.querySelectorAll('section[id]')]
      .map((section) => section.id)
      .filter((name, index, all) => all.indexOf(name) !== index),
    links: [...document.querySelectorAll('a[href*="?path="]')].map((link) =>
      (link.getAttribute('href') ?? '').replace(/^.*\?path=\/(docs|story)\//, '').replace(/#.*/, ''),
    ),
  }))
  await page.setViewportSize({ width: 1280, height: 800 })
  await settle(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize(narrow)
  const faint: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    // Stories live on meanwhile, and are looked at by themselves.
    for (const html of await faintTexts(page, ['.sb-story'])) faint.push(`${colorScheme}: ${html}`)
  }
  page.removeAllListeners()
  return { problems, faint, height, ...content }
}

/** Opens pages in a window as narrow as a phone, two at a time; the answer is by id. */
export async function openDocsPages(
  browser: Browser,
  address: string,
  ids: readonly string[],
): Promise<Map<string, OpenedPage>> {
  const context = await browser.newContext({ viewport: narrow })
  const opened = new Map<string, OpenedPage>()
  const waiting = ids.toReversed()
  const openNext = async (): Promise<void> => {
    const page = await context.newPage()
    await page.addInitScript(noteTheEnd)
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      opened.set(id, await openDocsPage(page, address, id))
    }
  }
  await Promise.all([openNext(), openNext()])
  await context.close()
  return opened
}
