import { cleanup, fireEvent, waitFor } from '@testing-library/react'
import type { WritableEventLog } from 'react-pusher-kit'
import { afterEach, expect, it } from 'vitest'
import { append, frame, rows, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(cleanup)

/** Lines in a rush: several paint windows of them, each much more than a screen. */
async function rush(log: WritableEventLog, from: number, batches: number): Promise<number> {
  let last = from
  for (let batch = 0; batch < batches; batch += 1) {
    append(log, last + 1, last + 200)
    last += 200
    await frame()
  }
  return last
}

it('keeps the visible line when the user scrolls up at a high rate', async () => {
  const { log, scroller } = show(2000)
  await settle()
  await rush(log, 2000, 30)
  const seen = rows().at(-4) as HTMLElement
  const { index } = seen.dataset
  const { top } = seen.getBoundingClientRect()
  // The browser scrolls as soon as the wheel's listeners have run.
  fireEvent.wheel(scroller, { deltaY: -42 })
  scroller.scrollTop -= 42
  await settle()
  const topNow = (): number | undefined =>
    document.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect().top
  expect(topNow()).toBe(top + 42)
  await rush(log, 8000, 30)
  expect(topNow()).toBe(top + 42)
})

it('the scroll bar has the right length after a high rate', async () => {
  const { log, scroller } = show(1000)
  await settle()
  const before = scroller.scrollHeight
  await rush(log, 1000, 30)
  await waitFor(() => {
    // Six of seven lines take a row of 21 px, the seventh at least two.
    expect(scroller.scrollHeight - before).toBeGreaterThan(6000 * 21)
    expect(scroller.scrollTop + scroller.clientHeight).toBeGreaterThanOrEqual(scroller.scrollHeight - 1)
    expect(visibleTexts(scroller).at(-1)).toContain('line 7000')
  })
})
