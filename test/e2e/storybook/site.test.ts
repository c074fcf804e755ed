import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFolder } from '../../../tools/serve-folder.mjs'
import { launchBrowser } from '../console-page.ts'
import { buildOwnStorybook, siteUrl } from './built-storybook.ts'
import { indexOf } from './docs-page.ts'

let folder: string
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  folder = buildOwnStorybook()
  site = await serveFolder(folder, '/some/base/')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  site.close()
})

/** A page of the Storybook, and the requests that failed. */
async function open(path: string): Promise<{ page: Page; failed: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const failed: string[] = []
  page.on('requestfailed', (request) => failed.push(request.url()))
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url())
  })
  await page.goto(`${site.address}/${path}`)
  return { page, failed }
}

const preview = (page: Page) => page.frameLocator('#storybook-preview-iframe')
const title = (page: Page, name: string) => preview(page).getByRole('heading', { level: 1, name }).waitFor()

describe('the Storybook below any path', () => {
  it('opens the page of a link, and goes on to others', async () => {
    const { page, failed } = await open('?path=/docs/server-deploy--docs')
    await title(page, 'Deploy')
    await preview(page).locator('.sbdocs-content').getByRole('link', { name: 'Operate' }).click()
    await title(page, 'Operate')
    expect(page.url()).toBe(`${site.address}/?path=/docs/server-operate--docs`)
    await page.reload()
    await title(page, 'Operate')
    expect(failed).toEqual([])
    await page.context().close()
  })

  it('opens the story of a link', async () => {
    const { page, failed } = await open('?path=/story/components-connectionbadge--connected')
    await preview(page)
      .getByRole('button', { name: /^Connected/ })
      .waitFor()
    expect(failed).toEqual([])
    await page.context().close()
  })

  it('works without a network once it was opened', async () => {
    const { page } = await open('?path=/docs/server-deploy--docs')
    await title(page, 'Deploy')
    // The published site registers it by itself, over https.
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('./service-worker.js')
      await navigator.serviceWorker.ready
    })
    await page.context().setOffline(true)
    await page.goto(`${site.address}/?path=/docs/concepts-how-it-works--docs`)
    await title(page, 'How it works')
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await page.context().close()
  })
})

describe('what other sites read', () => {
  it('sitemap.xml has each page, and no story', async () => {
    const sitemap = readFileSync(join(folder, 'sitemap.xml'), 'utf8')
    const pages = (await indexOf(site.address)).filter(({ type }) => type === 'docs')
    const found = [...sitemap.matchAll(/<loc>(.*)<\/loc>/g)].map(([, url]) => url)
    expect(found).toEqual(pages.map(({ id }) => `${siteUrl}?path=/docs/${id}`))
  })

  it('a link to it has a picture, whose address is whole', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    const [, picture = ''] = /<meta property="og:image" content="([^"]+)"/.exec(html) ?? []
    expect(picture).toBe(`${siteUrl}social.png`)
    expect(existsSync(join(folder, 'social.png'))).toBe(true)
    expect(html).toContain('<meta name="description"')
    expect(html).toContain('./service-worker.js')
  })
})
