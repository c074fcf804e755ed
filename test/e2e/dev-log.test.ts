import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from './built-package.ts'
import { serve, type Serving } from './cli.ts'
import { launchBrowser } from './console-page.ts'

const data = mkdtempSync(join(tmpdir(), 'dev-log-'))
let cli: string
let browser: Browser
let server: Serving

beforeAll(async () => {
  cli = buildPackage()
  browser = await launchBrowser()
  server = await serve(cli, data)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(data, { recursive: true })
})

describe('the dev server’s own log in the console', () => {
  it('is there beside the log of the app, goes on after a restart, and is in no channel', async () => {
    const page = await browser.newPage()
    await page.goto(server.url)
    await page.getByText('Dev server', { exact: true }).click()
    const line = (text: string) => page.getByText(text).first().waitFor()
    await line('subscribed logs')
    await fetch(`${server.url}/api/v1/pusher/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer wrong' },
      body: '{}',
    })
    await line('request POST /api/v1/pusher/auth 401')
    const { port } = new URL(server.url)
    await server.stop()
    server = await serve(cli, data, Number(port))
    await fetch(`${server.url}/after-the-restart`)
    await fetch(`${server.url}/api/v1/after-the-restart`)
    await line('request GET /api/v1/after-the-restart 404')
    const history = await fetch(`${server.url}/api/v1/channels/logs/events`)
    expect(await history.json()).toMatchObject({ events: [] })
    await page.close()
  })
})
