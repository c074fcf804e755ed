import { setImmediate as nextTurn } from 'node:timers/promises'
import { vi } from 'vitest'

/** ms between two real turns. */
const step = 10

/** Moves the fake clock on, with turns of the real event loop: libsql answers in the next one. */
export async function passTime(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    await vi.advanceTimersByTimeAsync(Math.min(step, left))
    await nextTurn()
  }
}
