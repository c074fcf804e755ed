import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { serveFolder } from '../../../tools/serve-folder.mjs'
import { buildOwnStorybook } from './built-storybook.ts'
import { launchBrowser } from '../console-page.ts'
import { indexOf, type IndexEntry, type OpenedPage, openDocsPages } from './docs-page.ts'

/** px in a window of 1280 px */
const longestPage = 8000

let browser: Browser
let address: string

beforeAll(async () => {
  const site = await serveFolder(buildOwnStorybook())
  address = site.address
  browser = await launchBrowser()
  return site.close
})
afterAll(() => browser.close())

describe('the pages of the Storybook', () => {
  let entries: readonly IndexEntry[]
  let pages: readonly IndexEntry[]
  let opened: ReadonlyMap<string, OpenedPage>

  beforeAll(async () => {
    entries = await indexOf(address)
    pages = entries.filter(({ type }) => type === 'docs')
    const ids = pages.map(({ id }) => id)
    opened = await openDocsPages(
      browser,
      address,
      ids.filter((_, index) => index % inject('everyPage') === 0),
    )
  }, 900_000)

  /** What a look at each page finds, by page. */
  function findings(look: (page: OpenedPage) => readonly string[]): Record<string, readonly string[]> {
    const found = [...opened].map(([id, page]) => [id, look(page)] as const)
    return Object.fromEntries(found.filter(([, problems]) => problems.length > 0))
  }

  it('come one per hook, component, recipe and move, and begin with "Start here"', () => {
    expect(entries[0]?.id).toBe('start-here--docs')
    expect(pages.length).toBeGreaterThan(40)
    expect(opened.size).toBe(Math.ceil(pages.length / inject('everyPage')))
    expect(
      findings(({ headings }) => (headings.length === 1 && headings[0] ? [] : ['no title', ...headings])),
    ).toEqual({})
  })

  it('say nothing on the console, and ask nothing of the network', () => {
    expect(findings(({ problems }) => problems)).toEqual({})
  })

  it('link to pages that there are', () => {
    const ids = new Set(entries.map(({ id }) => id))
    expect([...opened.values()].flatMap(({ links }) => links).length).toBeGreaterThan(
      20 / inject('everyPage'),
    )
    expect(findings(({ links }) => links.filter((link) => !ids.has(link)))).toEqual({})
  })

  it('link to places that there are, on the pages that are opened', () => {
    const isDead = (link: string): boolean => {
      const [id = '', place = ''] = link.split('#')
      // A page of the reference shows a name only when the address names it.
      const target = id.startsWith('reference-') ? undefined : opened.get(id)
      return target !== undefined && !target.places.includes(decodeURIComponent(place))
    }
    expect(findings(({ deepLinks }) => deepLinks.filter(isDead))).toEqual({})
  })

  it('say nothing twice', () => {
    expect(findings(({ doubled }) => doubled)).toEqual({})
  })

  it('have a table of contents whose entries lead to headings', () => {
    expect(findings(({ dead }) => dead)).toEqual({})
  })

  it('leave the looks of the stories on them alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${address}/iframe.html?viewMode=docs&id=hooks-usepusherevents--docs`)
    const box = await page.locator('.sb-story table').first().boundingBox()
    expect(box?.width).toBeGreaterThan(600)
    await page.close()
  })

  it('stay where the reader is while their stories open dialogs', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${address}/iframe.html?viewMode=docs&id=components-notificationinbox-states--docs`)
    const story = page.frameLocator('iframe[title="Open"]')
    await story.getByRole('dialog', { name: 'Notifications' }).waitFor()
    const place = await page.evaluate(() => [window.scrollY, document.activeElement?.tagName])
    expect(place).toEqual([0, 'BODY'])
    // From then on it is the reader's: the focus is real.
    await story.getByRole('button', { name: 'Mark all as read' }).click()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
    await page.close()
  })

  it('open the tab that the address names, and put the tab into the address', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const content = page.frameLocator('#storybook-preview-iframe')
    await page.goto(`${address}/?path=/docs/components-logviewer--docs#LogViewer.renderLine`)
    await expect.poll(() => content.locator('[id="LogViewer.renderLine"]').isVisible()).toBe(true)
    expect(await content.getByRole('tab', { name: 'Props' }).getAttribute('aria-selected')).toBe('true')
    await content.getByRole('tab', { name: 'Props' }).press('ArrowRight')
    await content
      .getByRole('tabpanel', { name: 'Styles API' })
      .getByText('--log-viewer-', { exact: false })
      .first()
      .waitFor()
    await page.waitForURL((url) => url.hash === '#styles-api')
    await page.reload()
    await content.getByRole('tab', { name: 'Styles API', selected: true }).waitFor()
    await page.close()
  })

  it.each([
    ['?path=/docs/server-fallbacks--docs', 'failure-handling'],
    ['iframe.html?viewMode=docs&id=components-logviewer-content--docs', 'next-day'],
  ])('%s stays at the heading "%s" of the address while its code loads', async (path, heading) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    let loadCode = (): void => undefined
    const isCodeAllowed = new Promise<void>((resolve) => {
      loadCode = resolve
    })
    await page.route('**/assets/syntaxhighlighter*', async (route) => {
      await isCodeAllowed
      await route.continue()
    })
    await page.goto(`${address}/${path}#${heading}`)
    const content = path.startsWith('iframe') ? page : page.frameLocator('#storybook-preview-iframe')
    const place = () =>
      content.locator(`[id="${heading}"]`).evaluate((element) => element.getBoundingClientRect().top)
    const isAtTop = async () => Math.abs(await place()) < 100
    await expect.poll(isAtTop).toBe(true)
    loadCode()
    const blocks = content.locator('.docs-code')
    await expect.poll(() => blocks.locator('pre').count()).toBe(await blocks.count())
    await expect.poll(() => content.locator('.sb-story > [role="status"][aria-label]').count()).toBe(0)
    await expect.poll(isAtTop).toBe(true)
    // The reader moves it from then on.
    await content.locator(`[id="${heading}"]`).hover()
    await page.mouse.wheel(0, -10_000)
    await expect.poll(place).toBeGreaterThan(100)
    await page.close()
  })

  it('can be read in light and in dark', () => {
    expect(findings(({ faint }) => faint.slice(0, 3))).toEqual({})
  })

  it('are short enough to be read', () => {
    expect(findings(({ height }) => (height > longestPage ? [`${height} px`] : []))).toEqual({})
  })

  it('stand still while their stories go on', () => {
    expect(findings(({ jump }) => (jump === null ? [] : [jump]))).toEqual({})
  })

  it('fit into 360 px', () => {
    expect(findings(({ width }) => (width > 360 ? [`${width} px`] : []))).toEqual({})
  })
})
