import { patience } from './time-limits.ts'

/**
 * The least of some measurements (ms), since others run on the machine: once one is below `enough` no further ones are
 * made, and none is begun after what a busy machine is given.
 */
export async function quickest(enough: number, measure: () => Promise<number> | number): Promise<number> {
  const end = performance.now() + patience
  let least = Infinity
  do least = Math.min(least, await measure())
  while (least >= enough && performance.now() < end)
  return least
}

/** ms that something took. */
export async function timeOf(act: () => unknown): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}
