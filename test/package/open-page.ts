import type { Browser, Page } from 'playwright'

export interface OpenedPage {
  page: Page
  /** Errors and warnings, hydration's included, and requests that failed. A request that the page cancels has not failed. */
  complaints: string[]
}

/** Opens a page and notes everything that it complains of. */
export async function openPage(browser: Browser, url: string): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 900, height: 620 } })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText
    // Next.js cancels what is left of a streamed response.
    if (error !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${error}`)
  })
  await page.goto(url)
  return { page, complaints }
}
