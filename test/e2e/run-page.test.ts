import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { type Serving, serve } from './cli.ts'
import { launchBrowser } from './console-page.ts'
import { looksRight } from './console-tabs.ts'

const data = mkdtempSync(join(tmpdir(), 'react-pusher-kit-run-page-'))
let browser: Browser
let server: Serving

beforeAll(async () => {
  const cli = buildPackage()
  browser = await launchBrowser()
  server = await serve(cli, data)
})

afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true })
})

/** Opens a page of the console; errors of the page fail the test. */
async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${server.url}${path}`)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  return { page, errors }
}

function startRun(thread: string): Promise<Response> {
  return fetch(`${server.url}/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ thread_id: thread, sop: 'onboarding', initial_data: { name: 'Ana' } }),
  })
}

// In this order: the run of the first test has ended when the second one opens its page.
describe('the page of one run', { shuffle: false }, () => {
  it('shows the run live, with its lines alone', async () => {
    const { page, errors } = await open('/admin/run.1')
    await page.getByText('No runs').waitFor()
    await Promise.all([startRun('run.1'), startRun('other')])
    const run = page.getByRole('article', { name: 'run.1' })
    await run.getByText('Running').first().waitFor()
    await run.getByText('Succeeded').first().waitFor()
    await page.getByText('Run completed').waitFor()
    await expect.poll(() => page.getByText('Step 1 of 4: Read the input').count()).toBe(1)
    expect(await page.getByRole('article').count()).toBe(1)
    expect(await page.title()).toContain('run.1')
    await page.screenshot({ path: 'test-results/run-page.png' })
    expect(errors).toEqual([])
    await page.close()
  })

  it('shows a run that ended before, from the history, on a narrow page, too', async () => {
    const { page, errors } = await open('/admin/run.1')
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByRole('article', { name: 'run.1' }).getByText('Succeeded').first().waitFor()
    await page.getByText('Run completed').waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await page.screenshot({ path: 'test-results/run-page-narrow.png' })
    expect(errors).toEqual([])
    await page.close()
  })

  it('is one of all runs, which lead to it', async () => {
    const { page, errors } = await open('/runs')
    const run = page.getByRole('article', { name: 'run.1' })
    await run.getByText('Succeeded').first().waitFor()
    expect(await page.getByRole('article').count()).toBe(2)
    expect(await looksRight(page, 'runs')).toEqual([])
    await run.getByRole('button', { name: /log/i }).click()
    await page.waitForURL('**/admin/run.1')
    await page.getByText('Run completed').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('leads to the log of all runs', async () => {
    const { page, errors } = await open('/admin/run.1')
    await page.getByRole('link', { name: 'Logs' }).click()
    await page.waitForURL('**/logs')
    await page.getByText('Run completed').nth(1).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})
