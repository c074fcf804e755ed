import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { playScenario } from './random-scenario.ts'

/** A thousand with `npm run test:full`. */
const runs = inject('transcripts')

/** What must hold wherever the mock runs. */
export function determinismCases(): void {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  it(`gives the identical transcript ${runs} times for the same seed`, { timeout: 300_000 }, async () => {
    const transcripts = new Set<string>()
    for (let run = 0; run < runs; run++) transcripts.add(JSON.stringify(await playScenario(1)))
    expect([...transcripts].map((transcript) => JSON.parse(transcript) as unknown[])).toEqual([
      expect.arrayContaining([expect.objectContaining({ event: 'pusher_internal:member_added' })]),
    ])
  })

  it('gives another transcript for another seed', async () => {
    expect(await playScenario(2)).not.toEqual(await playScenario(1))
  })
}
