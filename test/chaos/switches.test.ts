import { afterAll, beforeAll, expect, it } from 'vitest'
import { quantile } from '../../tools/bench/figures.ts'
import { buildKit } from '../multi-server/server-processes.ts'
import { runSwitches } from './run-switches.ts'

// `npm run chaos` runs it in full; `CHAOS_SEED` repeats a run.
const isFull = process.env['CHAOS'] === 'full'
const seed = Number(process.env['CHAOS_SEED'] ?? 20261130)
const size = isFull
  ? { rounds: 10, talking: 8, listening: 8, calm: 12_000 }
  : { rounds: 1, talking: 2, listening: 1, calm: 0 }

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
}, 60_000)
afterAll(() => kit.remove())

it('every line arrives once and in order while the quota ends, clients switch, and servers are killed', async () => {
  const result = await runSwitches({ ...size, seed, kit: kit.folder, patience: 60_000 })
  const { published, verdicts, kills, cuts, refused } = result
  const lost = verdicts.reduce((sum, verdict) => sum + verdict.lost, 0)
  console.log(
    `seed ${seed}: ${published} lines, ${2 * size.rounds} switches, ${kills} kills, ${cuts} cuts, lines lost ${lost}`,
  )
  for (const kind of ['talking', 'listening'] as const) {
    const times = result[kind]
    console.log(
      `time to follow, ${kind}: p50 ${quantile(times, 0.5).toFixed()} ms, p95 ${quantile(times, 0.95).toFixed()} ms (${times.length} times)`,
    )
  }
  const perfect = { lines: published, lost: 0, doubled: 0, disordered: 0, gaps: 0, status: 'live' }
  expect(verdicts).toEqual(verdicts.map(() => perfect))
  expect(verdicts).toHaveLength(size.talking + size.listening)
  expect(result.talking).toHaveLength(2 * size.rounds * size.talking)
  expect(kills).toBeGreaterThanOrEqual(size.rounds)
  expect(refused).toBeGreaterThanOrEqual(size.rounds)
}, 1_800_000)
