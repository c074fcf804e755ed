import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { createEventLog, type Level, type WritableEventLog } from 'react-pusher-kit'
import { LogViewer, type LogViewerProps } from 'react-pusher-kit/mantine'
import { expect } from 'vitest'

const long = 'a long line that goes on and on '.repeat(12)

/** Lines `line 1`, `line 2` …, of two threads; every seventh is long. */
export function append(log: WritableEventLog, from: number, to: number, level: Level = 'info'): void {
  for (let seq = from; seq <= to; seq += 1) {
    const text = seq % 7 === 0 ? `line ${seq} ${long}` : `line ${seq}`
    log.append({ seq, event: 'log', data: { text, level, thread_id: `t${seq % 2}` }, timestamp: seq })
  }
}

export function show(
  count: number,
  { capacity = 100_000, ...props }: LogViewerProps & { capacity?: number } = {},
) {
  const log = createEventLog({ capacity })
  append(log, 1, count)
  render(
    <MantineProvider>
      <div style={{ width: 900 }}>
        <LogViewer log={log} height={500} {...props} />
      </div>
    </MantineProvider>,
  )
  return { log, scroller: screen.getByRole('region', { name: 'Log lines' }) }
}

export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
export const settle = async (): Promise<void> => {
  for (let count = 0; count < 12; count += 1) await frame()
}

export function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-index]')].toSorted(
    (a, b) => Number(a.dataset.index) - Number(b.dataset.index),
  )
}

export function visibleTexts(scroller: HTMLElement): string[] {
  const box = scroller.getBoundingClientRect()
  return rows()
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > box.top + 1 && top < box.bottom - 1
    })
    .map((row) => row.querySelector('.mantine-LogViewer-text')?.textContent?.slice(0, 40) ?? '')
}

/** The row that the middle of the view lies in: how many rows there are depends on the font. */
export function rowInTheMiddle(scroller: HTMLElement): HTMLElement {
  const box = scroller.getBoundingClientRect()
  const middle = (box.top + box.bottom) / 2
  const row = rows().find((each) => each.getBoundingClientRect().bottom > middle)
  if (!row) throw new Error(`Expected a row at ${middle} px but got ${rows().length} rows above it.`)
  return row
}

/** Every row ends where the next begins. */
export function expectNoOverlap(drawn: HTMLElement[]): void {
  const bottoms = drawn.slice(0, -1).map((row) => Math.round(row.getBoundingClientRect().bottom))
  const tops = drawn.slice(1).map((row) => Math.round(row.getBoundingClientRect().top))
  expect(bottoms).toEqual(tops)
}

export async function scrollUp(scroller: HTMLElement, pixels: number): Promise<void> {
  fireEvent.wheel(scroller, { deltaY: -pixels })
  scroller.scrollTop -= pixels
  await settle()
}
