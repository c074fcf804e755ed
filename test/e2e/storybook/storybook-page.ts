import type { Browser, FrameLocator, Locator, Page } from 'playwright'

/** A Storybook in a browser, with the panel "Pusher" in front. */
export class StorybookPage {
  readonly page: Page
  /** The document of the story on screen. */
  readonly story: FrameLocator
  readonly panel: Locator
  readonly transcript: Locator
  private readonly address: string
  private problems: string[] = []

  private constructor(page: Page, address: string) {
    this.page = page
    this.address = address
    this.story = page.frameLocator('#storybook-preview-iframe')
    this.panel = page.getByRole('tabpanel', { name: 'Pusher' })
    this.transcript = this.panel.getByRole('listbox', { name: 'Transcript' })
    page.on('pageerror', ({ message }) => this.problems.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text())
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(address) && !/^(data|blob):/.test(url)) this.problems.push(`a request to ${url}`)
    })
  }

  /** @param address - where the built Storybook is served */
  static async launch(browser: Browser, address: string): Promise<StorybookPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    return new StorybookPage(await context.newPage(), address)
  }

  /** Loads the whole Storybook anew: what an earlier test did is gone. */
  async open(storyId: string, place = 'bottom'): Promise<void> {
    await this.page.goto(`${this.address}/?path=/story/${storyId}&panel=${place}`)
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

  /** @throws when the page wrote or threw errors, or asked for something outside of its address, since the last call */
  expectNoProblems(): void {
    const found = this.problems
    this.problems = []
    if (found.length > 0) throw new Error(`Expected a page without errors, but got:\n${found.join('\n')}`)
  }
}
