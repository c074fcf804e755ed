import type { Browser, CDPSession, Locator, Page } from 'playwright'
import { vi } from 'vitest'

/** A page on a phone with a slow processor, whose browser may freeze it and whose network may go. */
export class PhonePage {
  readonly page: Page
  readonly log: Locator
  readonly #session: CDPSession

  private constructor(page: Page, session: CDPSession) {
    this.page = page
    this.log = page.getByRole('region', { name: 'Log lines' })
    this.#session = session
  }

  /** Touch instead of a mouse, and a quarter of the speed. */
  static async open(browser: Browser, url: string): Promise<PhonePage> {
    const [context] = browser.contexts()
    if (!context) throw new Error('Expected a browser with its own context but it has none.')
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 412,
      height: 839,
      deviceScaleFactor: 2.625,
      mobile: true,
    })
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.addInitScript(() => {
      const lifecycle: string[] = []
      Object.assign(window, { lifecycle })
      for (const name of ['freeze', 'resume']) document.addEventListener(name, () => lifecycle.push(name))
    })
    await page.goto(url)
    return new PhonePage(page, session)
  }

  async close(): Promise<void> {
    await this.page.close()
  }

  /** What Android does to a page in the background. */
  async freeze(): Promise<void> {
    await this.#session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await vi.waitFor(async () => {
      const [first] = await this.lifecycle()
      if (first !== 'freeze') throw new Error('Expected the browser to freeze the page but it has not.')
    })
  }

  /** The user comes back to the page. */
  async thaw(): Promise<void> {
    await this.#session.send('Page.setWebLifecycleState', { state: 'active' })
    await this.page.bringToFront()
  }

  /** With the browser told that it has no network, or that it has one again. */
  async setOffline(offline: boolean): Promise<void> {
    await this.#session.send('Network.enable')
    await this.#session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  }

  /** A finger that moves over the log, step by step. @param pixels - down, or with a minus up */
  async swipe(pixels: number): Promise<void> {
    // What is below the fold is not touched.
    await this.log.scrollIntoViewIfNeeded()
    const box = await this.log.boundingBox()
    if (!box) throw new Error('Expected the log on the page but it is not shown.')
    const x = box.x + box.width / 2
    const start = box.y + box.height / 2 - pixels / 2
    const steps = 10
    // A finger that is lifted while it moves leaves a momentum.
    const cameToRest = this.log.evaluate(
      (scroller) =>
        new Promise<void>((resolve) =>
          scroller.addEventListener('scrollend', () => resolve(), { once: true }),
        ),
    )
    await this.#touch('touchStart', { x, y: start })
    for (let step = 1; step <= steps; step += 1) {
      await this.#touch('touchMove', { x, y: start + (pixels * step) / steps })
    }
    await this.#touch('touchEnd')
    await cameToRest
  }

  async tap(target: Locator): Promise<void> {
    const box = await target.boundingBox()
    if (!box) throw new Error('Expected something to tap on the page but it is not shown.')
    await this.#touch('touchStart', { x: box.x + box.width / 2, y: box.y + box.height / 2 })
    await this.#touch('touchEnd')
  }

  async #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) {
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }

  /** Waits until the badge says so. */
  async connected(): Promise<void> {
    await this.page.getByText('Connected', { exact: true }).waitFor()
  }

  /** Waits until exactly these are in the list. */
  async online(...names: string[]): Promise<void> {
    const people = this.page.getByRole('group', { name: 'People online' }).getByRole('listitem')
    for (const name of names) await people.filter({ hasText: name }).waitFor()
    await people.nth(names.length).waitFor({ state: 'detached' })
  }

  /** What the page was told of being frozen. */
  lifecycle(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { lifecycle: string[] }).lifecycle)
  }

  /** The text of every line in view, in the order of the page. */
  async lines(): Promise<string[]> {
    return this.log.evaluate((scroller) =>
      [...scroller.querySelectorAll<HTMLElement>('[data-index]')]
        .toSorted((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
        .map((row) => row.querySelector('.mantine-LogViewer-text')?.textContent ?? ''),
    )
  }
}
