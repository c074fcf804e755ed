import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { startDevServer } from 'react-pusher-kit/dev-server'
import { build } from 'vite'
import { browserArguments, ensureBrowser } from '../../browser/browser.mjs'
import { median, printTable, rounded } from '../figures.ts'
import { startPublishing } from './publisher.ts'
import { watchPage, type PageFigures } from './watched-page.ts'

/** Events a second. */
const rate = 2000
/** Seconds of the measurement with the tab Events open; the others take a fifth of it. */
const seconds = Number(process.env['BENCH_SECONDS'] ?? 300)
/** Seconds to fill the list of the page before the measurement. */
const warmUp = 7

interface Case {
  name: string
  /** The page; null for none. */
  path: string | null
  seconds: number
}

const cases: readonly Case[] = [
  { name: 'no page', path: null, seconds: Math.max(10, seconds / 5) },
  { name: 'Overview', path: '/overview', seconds: Math.max(10, seconds / 5) },
  { name: 'Events', path: '/events', seconds },
]

/** Measures the load of 2 000 events a second on a page of the Console and on the server. */
export async function main(): Promise<void> {
  const consoleFolder = await buildConsole()
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
  const figures: { name: string; server: number; page: PageFigures | null; published: number }[] = []
  for (const { name, path, seconds: duration } of cases) {
    const data = mkdtempSync(join(tmpdir(), 'bench-console-'))
    const dev = await startDevServer({ port: 0, data, consoleFolder })
    const publishing = startPublishing(dev, rate)
    const page = path === null ? null : await watchPage(browser, `${dev.url}${path}`)
    await sleep(warmUp)
    const [cpu, sent] = [process.cpuUsage(), publishing.sent()]
    const measured = page ? await page.measure(duration) : await sleep(duration).then(() => null)
    const { user, system } = process.cpuUsage(cpu)
    const published = (publishing.sent() - sent) / duration
    await publishing.stop()
    await page?.close()
    await dev.close()
    rmSync(data, { recursive: true, force: true })
    figures.push({ name, server: (user + system) / 1e6 / duration, page: measured, published })
  }
  await browser.close()
  report(figures)
}

function report(
  figures: readonly { name: string; server: number; page: PageFigures | null; published: number }[],
): void {
  printTable(
    `The Console at ${rate} events/s (the process of the server publishes, too)`,
    figures.map(({ name, server, page, published }) => ({
      case: name,
      'events/s': rounded(published),
      'main thread': page ? `${rounded(page.share * 100, 1)} %` : '–',
      'long tasks': page ? page.longTasks.length : '–',
      longest: page ? `${rounded(Math.max(0, ...page.longTasks))} ms` : '–',
      'server and publisher': `${rounded(server * 100)} %`,
      records: page ? page.records : '–',
      holes: page ? page.holes : '–',
    })),
  )
  for (const { name, page } of figures) {
    if (!page) continue
    const quarter = Math.max(1, Math.floor(page.heap.length / 4))
    const [first, last] = [median(page.heap.slice(0, quarter)), median(page.heap.slice(-quarter))]
    console.log(
      `${name}: heap after garbage collection, MB: ${page.heap.map((bytes) => rounded(bytes / 1e6, 1)).join(' ')}; ` +
        `the last quarter is ${rounded((last / first) * 100 - 100, 1)} % above the first`,
    )
  }
}

async function buildConsole(): Promise<string> {
  const outDir = `${process.cwd()}/node_modules/.cache/bench/console`
  const configFile = 'examples/console/vite.config.ts'
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  return outDir
}

const sleep = (duration: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, duration * 1000)
  })
