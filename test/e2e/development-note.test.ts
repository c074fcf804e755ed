import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from './console-page.ts'
import { createTemporaryApp, type TemporaryApp } from './temporary-app.ts'

let browser: Browser
let app: TemporaryApp

beforeAll(async () => {
  browser = await launchBrowser()
  app = createTemporaryApp({
    'main.tsx': `
      import { StrictMode } from 'react'
      import { createRoot } from 'react-dom/client'
      import { PusherProvider, usePusherConnection } from 'react-pusher-kit'
      const State = () => <p>{usePusherConnection().state}</p>
      createRoot(document.getElementById('root')).render(
        <StrictMode><PusherProvider appKey={undefined}><State /></PusherProvider></StrictMode>
      )`,
  })
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await browser.close()
  await app.remove()
})

/** What the page says on the console of the library. */
async function notesOf(mode: 'development' | 'production'): Promise<string[]> {
  vi.stubEnv('NODE_ENV', mode)
  const page = await browser.newPage()
  const notes: string[] = []
  page.on('console', (message) => {
    if (message.text().startsWith('react-pusher-kit')) notes.push(message.text())
  })
  await page.goto(await app.serve(mode))
  await page.getByText('initialized').waitFor()
  // Effects may run after the paint.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  await page.close()
  return notes
}

describe('a missing appKey', () => {
  it('is noted once in development', async () => {
    expect(await notesOf('development')).toEqual([
      expect.stringContaining('Expected an appKey or enabled={false}'),
    ])
  })

  it('is quiet in production', async () => {
    expect(await notesOf('production')).toEqual([])
  })
})
