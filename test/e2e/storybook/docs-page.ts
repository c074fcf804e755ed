import type { Browser, Page } from 'playwright'
import { faintTexts, settle } from '../faint-texts.ts'
import { jumpOf } from './jumps.ts'
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
  /** Those of its links that lead to a place on a page, as `id#place`. */
  deepLinks: readonly string[]
  /** Places on it that a link can lead to. */
  places: readonly string[]
  /** Names that stand twice where a link should lead to one place. */
  doubled: readonly string[]
  /** Entries of its table of contents that lead nowhere. */
  dead: readonly string[]
  /** Texts, other than those of stories, that are hard to read in light or in dark. */
  faint: readonly string[]
  /** Width of the content in a window of 360 px. */
  width: number
  /** Height of the page in a window of 1280 px. */
  height: number
  /** What moves as its stories go on, in a window of 1280 px. */
  jump: string | null
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
    doubled: [...document.querySelectorAll('.sbdocs-content [id]:not(.sb-story *, svg *)')]
      .map((element) => element.id)
      .filter((name, index, all) => all.indexOf(name) !== index),
    links: [...document.querySelectorAll('a[href*="?path="]')].map((link) =>
      (link.getAttribute('href') ?? '').replace(/^.*\?path=\/(docs|story)\//, ''),
    ),
    places: [...document.querySelectorAll('.sbdocs-content [id]')].map((element) => element.id),
  }))
  await page.setViewportSize({ width: 1280, height: 800 })
  await settle(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.toc-wrapper a')]
      .filter(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))) === null)
      .map(({ textContent }) => textContent),
  )
  const jump = (await page.locator('.sb-story').count()) > 0 ? await jumpOf(page) : null
  await page.setViewportSize(narrow)
  const faint: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    // Stories live on meanwhile, and are looked at by themselves.
    for (const html of await faintTexts(page, ['.sb-story'])) faint.push(`${colorScheme}: ${html}`)
  }
  page.removeAllListeners()
  return {
    problems,
    dead,
    faint,
    height,
    jump,
    ...content,
    links: content.links.map((link) => link.replace(/#.*/, '')),
    deepLinks: content.links.filter((link) => link.includes('#')),
  }
}

/** Opens pages in a window as narrow as a phone, two at a time; the answer is by id. */
export async function openDocsPages(
  browser: Browser,
  address: string,
  ids: readonly string[],
): Promise<Map<string, OpenedPage>> {
  const opened = new Map<string, OpenedPage>()
  const waiting = ids.toReversed()
  const openNext = async (): Promise<void> => {
    // Pages of one context share their clock.
    const context = await browser.newContext({ viewport: narrow })
    const page = await context.newPage()
    await page.addInitScript(noteTheEnd)
    await page.clock.install()
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      opened.set(id, await openDocsPage(page, address, id))
    }
    await context.close()
  }
  await Promise.all([openNext(), openNext()])
  return opened
}
