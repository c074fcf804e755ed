import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildOwnStorybook } from './built-storybook.ts'
import { launchBrowser } from './console-page.ts'
import { indexOf, type IndexEntry, type OpenedPage, openDocsPage } from './docs-page.ts'
import { serveFolder, type Site } from './static-site.ts'

let browser: Browser
let site: Site
let entries: readonly IndexEntry[]
const opened = new Map<string, OpenedPage>()

/** Opens all of them, two at a time. */
async function openAll(ids: string[]): Promise<void> {
  const open = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      opened.set(id, await openDocsPage(browser, site.url, id))
    }
  }
  await Promise.all([open(), open()])
}

beforeAll(async () => {
  site = await serveFolder(buildOwnStorybook())
  browser = await launchBrowser()
  entries = await indexOf(site.url)
  await openAll(entries.filter(({ type }) => type === 'docs').map(({ id }) => id))
}, 300_000)

afterAll(async () => {
  await browser.close()
  await site.stop()
})

/** What a look at each page finds, by page. */
function findings(look: (page: OpenedPage) => readonly string[]): Record<string, readonly string[]> {
  const found = [...opened].map(([id, page]) => [id, look(page)] as const)
  return Object.fromEntries(found.filter(([, problems]) => problems.length > 0))
}

describe('the pages of the Storybook', () => {
  it('come one per hook, component, recipe and move, and begin with "Start here"', () => {
    expect(entries[0]?.id).toBe('start-here--docs')
    expect(opened.size).toBeGreaterThan(40)
    expect(findings(({ heading }) => (heading === '' ? ['no heading'] : []))).toEqual({})
  })

  it('say nothing on the console, and ask nothing of the network', () => {
    expect(findings(({ problems }) => problems)).toEqual({})
  })

  it('link to pages that there are', () => {
    const ids = new Set(entries.map(({ id }) => id))
    expect([...opened.values()].flatMap(({ links }) => links).length).toBeGreaterThan(20)
    expect(findings(({ links }) => links.filter((link) => !ids.has(link)))).toEqual({})
  })

  it('fit into 360 px', () => {
    expect(findings(({ width }) => (width > 360 ? [`${width} px`] : []))).toEqual({})
  })
})
