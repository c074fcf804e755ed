import type { Browser } from 'playwright'
import { withBuiltPage } from '../built-page.ts'
import { printTable } from '../figures.ts'
import { rowOf, type Run } from './table.ts'
import type { TailDelays, WorkFigures } from './page/main.ts'

const everyViewer = [
  'sink',
  'plain rows',
  'ours',
  'react-virtuoso',
  'xterm.js',
  '@melloware/react-logviewer',
  '@patternfly/react-log-viewer',
]
const only = process.env['BENCH_VIEWERS']?.split(',')
const viewers = everyViewer.filter((name) => !only || only.includes(name))
const rates = (process.env['BENCH_RATES'] ?? '1,10,100,1000,10000,50000').split(',').map(Number)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
/** Maximum time to wait for the newest line after the measured seconds. */
const tailSeconds = 3
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)

/** Compares viewers, each run in a new page. They take turns, so that other load affects all of them equally. */
export async function main(): Promise<void> {
  await withBuiltPage('log-viewer', async (browser, url) => {
    if (viewers.includes('ours') && process.env['BENCH_JUMPS'] !== '0') await jump(browser, url)
    const rows = []
    for (const rate of rates) {
      const runs = await compare(browser, url, rate)
      rows.push(...viewers.map((name) => rowOf(rate, name, runs)))
    }
    printTable(`${seconds} s, median of ${rounds} rounds (least to most)`, rows)
  })
}

/** Short and long jumps, up and down. */
const jumpTargets = [1, 1_000_000, 500_000, 500_020, 123_456, 987_654, 42, 750_000]

async function jump(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  const frames = await page.evaluate((targets) => window.jumpAround(1_000_000, targets), jumpTargets)
  console.log(`\nJumps in a million lines: ${frames.join(', ')} frames until the line is on screen`)
  await context.close()
}

async function compare(browser: Browser, url: string, rate: number): Promise<Map<string, Run[]>> {
  const runs = new Map<string, Run[]>(viewers.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    // Alternates the direction, so that the order of the viewers varies.
    for (const name of round % 2 === 0 ? viewers : viewers.toReversed()) {
      runs.get(name)?.push(await measure(browser, url, name, rate))
    }
    console.log(`${rate} lines/s: round ${round + 1} of ${rounds}`)
  }
  return runs
}

const noFigures: WorkFigures = { longTasks: Number.NaN, worstFrame: Number.NaN, lines: Number.NaN }

async function measure(browser: Browser, url: string, name: string, rate: number): Promise<Run> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  const session = await context.newCDPSession(page)
  // CPU time of the main thread, which does not depend on other processes.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskTime = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0
  }
  // A crashed tab is also a result.
  const orNone = <Figures>(none: Figures) => [(figures: Figures) => figures, () => none] as const
  const mounting = await taskTime()
  await page.evaluate((viewer) => window.mountViewer(viewer), name)
  const before = await taskTime()
  const started = performance.now()
  const work = await page
    .evaluate(([perSecond, time]) => window.runViewer(perSecond, time), [rate, seconds] as const)
    .then(...orNone(noFigures))
  const elapsed = performance.now() - started
  const worked = work === noFigures ? Number.NaN : ((await taskTime()) - before) * 1000
  const delays = await page
    .evaluate(([perSecond, time]) => window.watchTail(perSecond, time), [rate, tailSeconds] as const)
    .then(...orNone<TailDelays>([null]))
  const { usedSize } = await session.send('Runtime.getHeapUsage').catch(() => ({ usedSize: Number.NaN }))
  await context.close()
  return { ...work, delays, mount: (before - mounting) * 1000, worked, elapsed, heap: usedSize / 2 ** 20 }
}
