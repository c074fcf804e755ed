import { afterAll, beforeAll, expect, it } from 'vitest'
import { openNodeReader } from './log-readers.ts'
import { type ChaosOptions, runChaos } from './run-chaos.ts'
import { openTabs, type Tabs } from './tab-readers.ts'

// `npm run chaos` runs it in full; `CHAOS_SEED` repeats a run.
const isFull = process.env['CHAOS'] === 'full'
const seed = Number(process.env['CHAOS_SEED'] ?? 20261121)

const size = isFull
  ? { lines: 100_000, cuts: 100, restarts: 3, patience: 120_000 }
  : { lines: 3000, cuts: 12, restarts: 1, patience: 60_000 }

let tabs: Tabs
beforeAll(async () => {
  tabs = await openTabs()
}, 120_000)
afterAll(() => tabs.close())

type Case = Pick<ChaosOptions, 'lines' | 'batch' | 'readers'> & { where: 'tabs' | 'node' }

const cases: [string, Case][] = [
  ['a tab of a real browser, with batches', { where: 'tabs', lines: size.lines, batch: 25, readers: 1 }],
  [
    'a reader on Node, with a message a line',
    { where: 'node', lines: size.lines / 20, batch: 1, readers: 2 },
  ],
]
if (isFull) cases.push(['four tabs at once', { where: 'tabs', lines: size.lines, batch: 100, readers: 4 }])

it.each(cases)(
  'every line arrives once and in order over a link that is cut again and again: %s',
  async (_name, { where, ...options }) => {
    const started = performance.now()
    const verdicts = await runChaos({
      ...size,
      ...options,
      seed,
      openReader: where === 'tabs' ? tabs.open : openNodeReader,
      consoleFolder: tabs.consoleFolder,
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const { cuts, restarts } = size
    console.log(
      `seed ${seed}: ${options.lines} lines, ${cuts} cuts, ${restarts} restarts, ${seconds} s`,
      verdicts,
    )
    const perfect = { lines: options.lines, lost: 0, doubled: 0, disordered: 0, gaps: 0, status: 'live' }
    expect(verdicts).toEqual(verdicts.map(() => perfect))
  },
  900_000,
)
