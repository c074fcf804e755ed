import { type Browser, type FrameLocator, type Locator, type Page } from 'playwright'
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
  readonly problems: string[]
  /** Addresses outside of the site that the page asked for; none of them was let through. */
  readonly outside: string[]

  private constructor(page: Page, site: Site, problems: string[], outside: string[]) {
    this.page = page
    this.site = site
    this.story = page.frameLocator('#storybook-preview-iframe')
    this.panel = page.getByRole('tabpanel', { name: 'Pusher' })
    this.transcript = this.panel.getByRole('listbox', { name: 'Transcript' })
    this.problems = problems
    this.outside = outside
  }

  static async launch(
    browser: Browser,
    site: Site,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<StorybookPage> {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await context.newPage()
    const problems: string[] = []
    const outside: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await context.route('**/*', async (route) => {
      const url = route.request().url()
      if (url.startsWith(site.url) || /^(data|blob):/.test(url)) return route.continue()
      outside.push(url)
      return route.abort()
    })
    return new StorybookPage(page, site, problems, outside)
  }

  async open(storyId: string, globals = ''): Promise<void> {
    await this.page.goto(`${this.site.url}/?path=/story/${storyId}&globals=${globals}`)
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

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
