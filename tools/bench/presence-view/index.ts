import type { Browser } from 'playwright'
import { withBuiltPage } from '../built-page.ts'
import { median, printTable, quantile, rounded } from '../figures.ts'
import type { PageFigures } from './page/main.tsx'

const names = ['plain Mantine list', 'OnlineUsers list', 'OnlineUsers avatars']
const joinsPerSecond = Number(process.env['BENCH_JOINS'] ?? 100)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 8)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)

/** Compares lists of the same 1 000 people, each run in a new page. They take turns. */
export async function main(): Promise<void> {
  const runs = new Map<string, PageFigures[]>(names.map((name) => [name, []]))
  await withBuiltPage('presence-view', async (browser, url) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) {
        runs.get(name)?.push(await measure(browser, url, name))
      }
    }
  })
  printTable(
    `1 000 people, ${joinsPerSecond} joins/s for ${seconds} s, ${rounds} rounds`,
    names.map((name) => {
      const all = runs.get(name) ?? []
      const frames = all.flatMap((run) => run.frames)
      return {
        case: name,
        'mount ms': rounded(median(all.map((run) => run.mount))),
        'median frame ms': rounded(median(frames), 1),
        'p95 frame ms': rounded(quantile(frames, 0.95), 1),
        'worst frame ms': rounded(Math.max(...frames)),
        'long tasks': median(all.map((run) => run.longTasks)),
      }
    }),
  )
}

async function measure(browser: Browser, url: string, name: string): Promise<PageFigures> {
  const page = await browser.newPage()
  await page.goto(url)
  const figures = await page.evaluate(([list, joins, time]) => window.runList(list, joins, time), [
    name,
    joinsPerSecond,
    seconds,
  ] as const)
  await page.close()
  return figures
}
