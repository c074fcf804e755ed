import type { Browser } from 'playwright'
import { withBuiltPage } from '../built-page.ts'
import { median, printTable, quantile, rounded } from '../figures.ts'
import type { PageFigures } from './page/main.ts'

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
const rates = (process.env['BENCH_RATES'] ?? '100,1000,10000,50000').split(',').map(Number)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)

interface Run extends PageFigures {
  /** ms of the main thread until the viewer stood. */
  mount: number
  /** Share of the time that the main thread worked, once the viewer stood. */
  busy: number
  /** MB */
  heap: number
}

/** Viewers side by side, each run in a fresh page; they take turns, so that all of them meet the same machine. */
export async function main(): Promise<void> {
  await withBuiltPage('log-viewer', async (browser, url) => {
    if (viewers.includes('ours')) await jump(browser, url)
    for (const rate of rates) await compare(browser, url, rate)
  })
}

/** Near and far, up and down. */
const jumpTargets = [1, 1_000_000, 500_000, 500_020, 123_456, 987_654, 42, 750_000]

async function jump(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  const frames = await page.evaluate((targets) => window.jumpAround(1_000_000, targets), jumpTargets)
  console.log(`\nJumps in a million lines: ${frames.join(', ')} frames until the line is on screen`)
  await context.close()
}

async function compare(browser: Browser, url: string, rate: number): Promise<void> {
  const runs = new Map<string, Run[]>(viewers.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of viewers) runs.get(name)?.push(await measure(browser, url, name, rate))
  }
  const busyOf = (name: string): number => median((runs.get(name) ?? []).map((run) => run.busy))
  printTable(
    `${rounded(rate)} lines/s for ${seconds} s, median of ${rounds} rounds`,
    viewers.map((name) => {
      const taken = runs.get(name) ?? []
      const delays = taken.flatMap((run) => run.delays)
      const seen = delays.filter((delay) => delay !== null)
      return {
        case: name,
        'busy %': rounded(busyOf(name) * 100, 1),
        'of the floor': rounded(busyOf(name) / busyOf('plain rows'), 2),
        'long tasks': median(taken.map((run) => run.longTasks)),
        'worst frame ms': rounded(median(taken.map((run) => run.worstFrame))),
        'p95 delay ms': rounded(quantile(seen, 0.95)),
        'tail on screen %': rounded((seen.filter((delay) => delay <= 1000).length / delays.length) * 100),
        'mount ms': rounded(median(taken.map((run) => run.mount))),
        'heap MB': rounded(median(taken.map((run) => run.heap))),
      }
    }),
  )
}

async function measure(browser: Browser, url: string, name: string, rate: number): Promise<Run> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  const session = await context.newCDPSession(page)
  // CPU time of the main thread, which other processes on the machine do not lengthen.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskTime = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0
  }
  const mounting = await taskTime()
  await page.evaluate((viewer) => window.mountViewer(viewer), name)
  const before = await taskTime()
  const started = performance.now()
  const none: PageFigures = { longTasks: Number.NaN, looking: 0, worstFrame: Number.NaN, delays: [null] }
  const figures = await page
    .evaluate(([perSecond, time]) => window.runViewer(perSecond, time), [rate, seconds] as const)
    // A tab that crashes is a figure as well.
    .catch(() => none)
  const elapsed = (performance.now() - started) / 1000
  const worked = (await taskTime()) - before - figures.looking / 1000
  const busy = figures === none ? Number.NaN : worked / elapsed
  const { usedSize } = await session.send('Runtime.getHeapUsage').catch(() => ({ usedSize: Number.NaN }))
  await context.close()
  return { ...figures, mount: (before - mounting) * 1000, busy, heap: usedSize / 2 ** 20 }
}
