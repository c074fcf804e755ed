import react from '@vitejs/plugin-react'
import { type Browser, chromium } from 'playwright'
import { build, preview } from 'vite'
import { browserArguments, ensureBrowser } from '../../scripts/browser.mjs'
import { median, printTable, quantile, rounded } from '../figures.ts'
import type { PageFigures } from './page/main.tsx'

const names = ['plain Mantine list', 'OnlineUsers list', 'OnlineUsers avatars']
const joinsPerSecond = Number(process.env['BENCH_JOINS'] ?? 100)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 8)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)

/** Lists of the same 1 000 people side by side, each run in a fresh page; they take turns. */
export async function main(): Promise<void> {
  const root = process.cwd()
  const outDir = `${root}/node_modules/.cache/bench/presence-view-page`
  await build({
    root: `${root}/bench/presence-view/page`,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    css: { postcss: root },
    resolve: {
      alias: [
        { find: /^react-pusher-kit\/(.+)$/, replacement: `${root}/src/$1.ts` },
        { find: /^react-pusher-kit$/, replacement: `${root}/src/index.ts` },
      ],
    },
    build: { outDir, emptyOutDir: true },
  })
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  })
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments })
  const runs = new Map<string, PageFigures[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      runs.get(name)?.push(await measure(browser, server.resolvedUrls?.local[0] ?? '', name))
    }
  }
  await browser.close()
  await server.close()
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
