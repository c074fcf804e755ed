import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright'
import type { Site } from './static-site.ts'

/** A Storybook in a browser, with the panel "Pusher" in front. */
export class StorybookPage {
  readonly page: Page
  readonly site: Site
  /** The document of the story on screen. */
  readonly story: FrameLocator
  readonly panel: Locator
  readonly transcript: Locator
  /** What the manager or the story wrote to the console as an error, or threw. */
  private readonly problems: string[] = []
  /** Addresses outside of the site that the page asked for. */
  readonly outside: string[] = []

  private constructor(page: Page, site: Site) {
    this.page = page
    this.site = site
    this.story = page.frameLocator('#storybook-preview-iframe')
    this.panel = page.getByRole('tabpanel', { name: 'Pusher' })
    this.transcript = this.panel.getByRole('listbox', { name: 'Transcript' })
    page.on('pageerror', ({ message }) => this.problems.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text())
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(site.url) && !/^(data|blob):/.test(url)) this.outside.push(url)
    })
  }

  static async launch(
    browser: Browser,
    site: Site,
    options: BrowserContextOptions = {},
  ): Promise<StorybookPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    return new StorybookPage(await context.newPage(), site)
  }

  /** Lets nothing through but what the site itself serves. */
  async blockOutside(): Promise<void> {
    await this.page.context().route(
      (url) => !url.href.startsWith(this.site.url),
      (route) => route.abort(),
    )
  }

  async open(storyId: string, place = 'bottom'): Promise<void> {
    await this.page.goto(`${this.site.url}/?path=/story/${storyId}&panel=${place}`)
    await this.page.getByRole('tab', { name: 'Pusher' }).click()
    await this.panel.getByRole('heading', { name: 'Network' }).waitFor()
  }

  /** By a click in the sidebar's tree, as a reader goes on. */
  async goTo(storyId: string): Promise<void> {
    await this.page.locator(`#${storyId}`).click()
    await this.page.waitForURL((url) => url.searchParams.get('path') === `/story/${storyId}`)
  }

  async chooseNetwork(state: string): Promise<void> {
    await this.panel.getByText(state, { exact: true }).click()
  }

  async publish(fields: { channel?: string; event?: string; payload?: string } = {}): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      const name = label.charAt(0).toUpperCase() + label.slice(1)
      await this.panel
        .getByRole(label === 'payload' ? 'textbox' : 'combobox', { name, exact: true })
        .fill(value)
    }
    await this.panel.getByRole('button', { name: 'Publish' }).click()
  }

  /** In Storybook's toolbar. */
  async chooseInToolbar(toolbar: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: toolbar }).click()
    await this.page.getByRole('option', { name: value }).click()
  }

  /** The frames of an event in the transcript. */
  frames(event: string): Locator {
    return this.transcript.getByRole('option', { name: event })
  }

  /** Presses the button and reads what it left on the clipboard. */
  async copyAsTestCode(): Promise<string> {
    await this.panel.getByRole('button', { name: /as test code$/ }).click()
    await this.panel.getByText(/^Copied \d+ lines?$/).waitFor()
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  /** @throws when the page wrote an error, or asked for something outside of the site */
  async close(): Promise<void> {
    await this.page.context().close()
    const found = [...this.problems, ...this.outside]
    if (found.length > 0) throw new Error(`Expected a page without errors, but got:\n${found.join('\n')}`)
  }
}
