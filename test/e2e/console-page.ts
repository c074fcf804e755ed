import { type Browser, chromium, type Page } from 'playwright'
import { browserArguments, findBrowser } from '../../tools/browser/browser.mjs'
import { patienceForPages } from '../run/time-limits.ts'
import { faintTexts, settle } from './faint-texts.ts'

export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser()
  const browser = await chromium.launch({
    args: browserArguments,
    ...(executablePath ? { executablePath } : {}),
  })
  browser.on('context', (context) => context.setDefaultTimeout(patienceForPages))
  return browser
}

/** Opens the console, and counts from then on how long the page was frozen. */
export async function openConsole(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(() => {
    const freezes: number[] = []
    Object.assign(window, { freezes })
    new PerformanceObserver((list) => {
      freezes.push(...list.getEntries().map((entry) => entry.duration))
    }).observe({ type: 'longtask', buffered: true })
  })
  await page.goto(url)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  return page
}

/** The longest that the page was frozen since it was loaded, ms; 0 when never for more than 50. */
export function longestFreeze(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as { freezes: number[] }).freezes))
}

/** Shows one thread only, one row a line, and waits until it has as many lines. */
export async function showThread(page: Page, thread: string, lines: number): Promise<void> {
  await page.getByRole('button', { name: 'Threads: All threads' }).click()
  await page.getByRole('checkbox', { name: new RegExp(`^${thread}\\b`) }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Wrap lines' }).click()
  await page.getByText(new RegExp(`^${lines.toLocaleString('en-US')} (of .*)?lines$`)).waitFor()
}

/** Scrolls from the first line to the last and reads every line off the page, in the order of the page. */
export async function readLines(page: Page): Promise<string[]> {
  // A tall and narrow window: fewer steps, less to paint.
  const before = page.viewportSize()
  await page.setViewportSize({ width: 500, height: 4000 })
  const region = page.getByRole('region', { name: 'Log lines' })
  // A reader's own key: the viewer lets go of the end.
  await region.press('Home')
  const lines = await region.evaluate(readAll)
  if (before) await page.setViewportSize(before)
  return lines
}

/**
 * Runs in the page. A step is over with the frame after its scroll event, in which the viewer has drawn the rows of the
 * new place: a reader who goes on earlier passes over some.
 *
 * @throws when a frame shows rows that do not fill the view, or that do not go on where the last ended
 */
export async function readAll(scroller: Element): Promise<string[]> {
  const frame = () => new Promise(requestAnimationFrame)
  const rowsInView = () =>
    [...scroller.querySelectorAll<HTMLElement>('[data-index]')]
      .map((row) => ({
        index: Number(row.dataset.index),
        text: row.querySelector('.mantine-LogViewer-text')?.textContent ?? '',
        bottom: row.getBoundingClientRect().bottom,
      }))
      .toSorted((a, b) => a.index - b.index)
  const fillView = (rows: ReturnType<typeof rowsInView>): boolean =>
    (rows.at(-1)?.bottom ?? 0) >= scroller.getBoundingClientRect().bottom - 1

  const texts: string[] = []
  // Older lines than those at the start have an index below 0.
  let last = -Infinity
  const read = (): void => {
    const rows = rowsInView()
    const place = `at ${scroller.scrollTop} px, after line ${last}`
    if (!fillView(rows)) throw new Error(`Expected rows that fill the view but got ${rows.length} ${place}.`)
    const fresh = rows.filter(({ index }) => index > last)
    if (texts.length > 0 && fresh.length === rows.length) {
      throw new Error(
        `Expected rows that overlap with those before but got line ${fresh[0]?.index} ${place}.`,
      )
    }
    texts.push(...fresh.map(({ text }) => text))
    last = rows.at(-1)?.index ?? last
  }

  // The viewer measures a view that became higher after it was laid out.
  while (!fillView(rowsInView())) await frame()
  read()
  for (;;) {
    const before = scroller.scrollTop
    const scrolled = new Promise((resolve) => scroller.addEventListener('scroll', resolve, { once: true }))
    scroller.scrollTop += scroller.clientHeight - 100
    if (scroller.scrollTop === before) return texts
    await scrolled
    await frame()
    // At the end the bar below the view goes, and the view becomes higher with the layout of that frame.
    await frame()
    read()
  }
}

/** Light and dark, wide and narrow, into `test-results`. @returns texts that are hard to read in one of them */
export async function takeScreenshots(page: Page): Promise<string[]> {
  const faint: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of [
      [1280, 800],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height })
      await settle(page)
      await page.screenshot({ path: `test-results/console-${colorScheme}-${width}.png` })
      for (const html of await faintTexts(page)) faint.push(`${colorScheme} ${width}: ${html}`)
    }
  }
  return faint
}
