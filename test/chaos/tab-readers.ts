import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build } from 'vite'
import { browserArguments, ensureBrowser } from '../../tools/browser/browser.mjs'
import type { Link, LogReader } from './log-readers.ts'
import type { ReaderState } from './settled.ts'
import { thread } from './steady-publisher.ts'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const page = fileURLToPath(new URL('page', import.meta.url))

export interface Tabs {
  /** The built page, for the server to serve. */
  consoleFolder: string
  open: (link: Link) => Promise<LogReader>
  close: () => Promise<void>
}

declare global {
  interface Window {
    logSettled: (thread: string, lines: number, patience: number) => Promise<ReaderState>
    readLog: (thread: string) => readonly string[]
  }
}

/** Readers in tabs of a real Chromium, each with the kit in a page of its own. */
export async function openTabs(): Promise<Tabs> {
  const consoleFolder = fileURLToPath(new URL('../../node_modules/.cache/chaos-page', import.meta.url))
  await build({
    root: page,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` }] },
    build: { outDir: consoleFolder, emptyOutDir: true },
  })
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
  return {
    consoleFolder,
    open: async ({ appKey, token, port, capacity }) => {
      const tab = await browser.newPage()
      const query = new URLSearchParams({ key: appKey, token, capacity: String(capacity) })
      await tab.goto(`http://127.0.0.1:${port}/?${query}`)
      return {
        settled: (lines, patience) =>
          tab.evaluate(([name, ...goal]) => window.logSettled(name, ...goal), [
            thread,
            lines,
            patience,
          ] as const),
        read: () => tab.evaluate((name) => window.readLog(name), thread),
        close: () => tab.close(),
      }
    },
    close: () => browser.close(),
  }
}
