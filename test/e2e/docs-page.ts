import type { Browser, Page } from 'playwright'
import { isDrawn, noteTheEnd } from '../../scripts/storybook-page.mjs'

/** One page or story of the sidebar. */
export interface IndexEntry {
  id: string
  type: 'docs' | 'story'
}

/** Everything in the sidebar, in its order. */
export async function indexOf(origin: string): Promise<IndexEntry[]> {
  const response = await fetch(`${origin}/index.json`)
  const { entries } = (await response.json()) as { entries: Record<string, IndexEntry> }
  return Object.values(entries)
}

/** A page as a reader finds it. */
export interface OpenedPage {
  /** What the browser's console and the network say is wrong. */
  problems: readonly string[]
  /** Ids of the pages that it links to. */
  links: readonly string[]
  /** Width of the content in a window of 360 px. */
  width: number
  heading: string
}

/** Notes errors of the page, and requests that leave it. */
function listen(page: Page, origin: string): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      problems.push(`a request to ${url}`)
    }
  })
  return problems
}

/** Opens a page in a window as narrow as a phone. @param origin - where the built Storybook is served */
export async function openDocsPage(browser: Browser, origin: string, id: string): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  const problems = listen(page, origin)
  try {
    await page.addInitScript(noteTheEnd)
    await page.goto(`${origin}/iframe.html?viewMode=docs&id=${id}`)
    await page.waitForFunction(() => 'storyEnd' in globalThis)
    await page.waitForFunction(isDrawn)
    const content = await page.evaluate(() => ({
      heading: document.querySelector('h1')?.textContent ?? '',
      width: document.documentElement.scrollWidth,
      links: [...document.querySelectorAll('a[href*="?path="]')].map((link) =>
        (link.getAttribute('href') ?? '').replace(/^.*\?path=\/(docs|story)\//, '').replace(/#.*/, ''),
      ),
    }))
    return { problems, ...content }
  } finally {
    await context.close()
  }
}
