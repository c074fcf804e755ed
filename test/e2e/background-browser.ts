import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { browserArguments, ensureBrowser } from '../../tools/browser/browser.mjs'
import { patienceForPages } from '../run/time-limits.ts'

export interface BackgroundBrowser {
  browser: Browser
  close: () => Promise<void>
}

/**
 * A Chromium whose pages can be in the background and be frozen there. One that Playwright starts makes every page
 * believe that it has the focus, and then a request to freeze it does nothing.
 */
export async function launchBackgroundBrowser(): Promise<BackgroundBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'background-browser-'))
  const child = spawn(
    await ensureBrowser(),
    [...browserArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`Expected Chromium to listen for DevTools but it ended with ${code}:\n${said}`))
    })
  })
  const browser = await chromium.connectOverCDP(address, { noDefaults: true })
  for (const context of browser.contexts()) context.setDefaultTimeout(patienceForPages)
  return {
    browser,
    close: async () => {
      const ended = once(child, 'exit')
      await browser.close()
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
