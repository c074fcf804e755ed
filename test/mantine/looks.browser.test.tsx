import { luminance, MantineProvider } from '@mantine/core'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { createEventLog } from 'react-pusher-kit'
import { LogViewer, OnlineUsers, RunStatus, type RunEvent } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it } from 'vitest'

afterEach(cleanup)

const log = createEventLog()
log.append({ seq: 1, event: 'log', data: { text: 'hello', level: 'info', thread_id: 'web' }, timestamp: 1 })
log.append({ seq: 2, event: 'log', data: { text: 'hello', level: 'info', thread_id: 'db' }, timestamp: 2 })

const runs: RunEvent[] = ['a', 'b'].map((thread) => ({
  thread,
  type: 'run_started',
  status: 'running',
  checkpoint: null,
  message: null,
  timestamp: Date.UTC(2026, 10, 28),
}))
const members = Array.from({ length: 20 }, (_, each) => ({
  id: `${each}`,
  info: { name: 'Ana' },
  isMe: each === 0,
  seenAt: 0,
}))

/** WCAG 2.2, 1.4.3: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** The first colour behind the field that is not transparent. */
function behind(element: Element | null): string {
  const color = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)'
  return color === 'rgba(0, 0, 0, 0)' ? behind(element?.parentElement ?? null) : color
}

function renderIn(scheme: 'light' | 'dark', ui: ReactElement) {
  render(
    <MantineProvider forceColorScheme={scheme} env="test">
      {ui}
    </MantineProvider>,
  )
}

/** How well what stands in an empty field is told from the field. */
const placeholderContrast = (field: Element): number =>
  contrast(getComputedStyle(field, '::placeholder').color, behind(field))

describe.each(['light', 'dark'] as const)('what a field is for can be read in %s', (scheme) => {
  it('in the list of OnlineUsers', () => {
    renderIn(scheme, <OnlineUsers variant="list" members={members} />)
    expect(placeholderContrast(screen.getByPlaceholderText('Search people'))).toBeGreaterThan(4.5)
  })

  it('above the runs of RunStatus', () => {
    renderIn(scheme, <RunStatus events={runs} />)
    expect(placeholderContrast(screen.getByPlaceholderText('All threads'))).toBeGreaterThan(4.5)
  })

  it('in the LogViewer', async () => {
    renderIn(scheme, <LogViewer log={log} height={300} />)
    expect(placeholderContrast(screen.getByPlaceholderText('Search'))).toBeGreaterThan(4.5)
    await userEvent.click(screen.getByRole('button', { name: /^Threads/ }))
    expect(placeholderContrast(await screen.findByPlaceholderText('Find a thread'))).toBeGreaterThan(4.5)
  })
})
