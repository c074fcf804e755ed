import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createEventLog, PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { type LogBookmark, LogViewer } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, expect, it, vi } from 'vitest'
import { append, rows, scrollUp, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const rowOf = (text: string): HTMLElement | undefined =>
  rows().find((each) => each.querySelector('.mantine-LogViewer-text')?.textContent === text)

/** Clicks beside the text of a line. */
function choose(text: string, options?: { shiftKey: boolean }): void {
  fireEvent.click(rowOf(text)?.querySelector('abbr') as Element, options)
}

const markedTexts = (): (string | undefined)[] =>
  rows()
    .filter((row) => within(row).queryByTitle('Bookmarked'))
    .map((row) => row.querySelector('.mantine-LogViewer-text')?.textContent?.slice(0, 20))

async function openList(): Promise<HTMLElement> {
  await userEvent.click(screen.getByRole('button', { name: /^(Bookmarks|\d+ bookmarks?)$/ }))
  return screen.findByRole('dialog', { name: 'Bookmarks' })
}

const seqsOf = (bookmarks: readonly LogBookmark[] | undefined): (number | null)[] | undefined =>
  bookmarks?.map(({ seq }) => seq)

it('bookmarks a selected line by key or button, lists it, and scrolls to it from the list', async () => {
  const onBookmarksChange = vi.fn<(bookmarks: readonly LogBookmark[]) => void>()
  const { scroller } = show(500, { onBookmarksChange })
  await settle()
  choose('line 493')
  scroller.focus()
  await userEvent.keyboard('b')
  await waitFor(() => {
    expect(markedTexts()).toEqual(['line 493'])
  })
  choose('line 495')
  choose('line 496', { shiftKey: true })
  await userEvent.click(await screen.findByRole('button', { name: 'Bookmark' }))
  expect(seqsOf(onBookmarksChange.mock.lastCall?.[0])).toEqual([493, 495, 496])
  expect(screen.getByRole('button', { name: 'Remove bookmark' })).toBeVisible()
  await scrollUp(scroller, 4000)
  expect(markedTexts()).toEqual([])
  const list = await openList()
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    expect.stringContaining('line 493'),
    expect.stringContaining('line 495'),
    expect.stringContaining('line 496'),
  ])
  await userEvent.click(within(list).getByText('line 495'))
  await waitFor(() => {
    expect(visibleTexts(scroller)).toContain('line 495')
  })
  expect(rowOf('line 495')).toHaveAttribute('data-selected')
  await userEvent.click(within(list).getAllByRole('button', { name: 'Remove bookmark' })[0] as Element)
  expect(seqsOf(onBookmarksChange.mock.lastCall?.[0])).toEqual([495, 496])
  await userEvent.click(within(list).getByRole('button', { name: 'Remove all' }))
  expect(onBookmarksChange).toHaveBeenLastCalledWith([])
  expect(within(list).getByText(/No bookmarks yet/)).toBeVisible()
})

it('removes a bookmark with the same key or button', async () => {
  const { scroller } = show(50)
  await settle()
  choose('line 45')
  scroller.focus()
  await userEvent.keyboard('b')
  await waitFor(() => {
    expect(markedTexts()).toEqual(['line 45'])
  })
  await userEvent.keyboard('b')
  await waitFor(() => {
    expect(markedTexts()).toEqual([])
  })
})

it('m and M go to the next and previous bookmark, and wrap around at the ends', async () => {
  const log = createEventLog()
  append(log, 1, 900)
  const marks = [100, 400, 800].map((seq) => log.line(seq - 1) as LogBookmark)
  const { scroller } = show(900, { defaultBookmarks: marks, log })
  await settle()
  scroller.focus()
  const seen: string[] = []
  for (const key of ['M', 'M', 'M', 'M', 'm', 'm']) {
    await userEvent.keyboard(key)
    await settle()
    seen.push(String(document.querySelector('[data-selected] .mantine-LogViewer-text')?.textContent))
  }
  expect(seen).toEqual(['line 800', 'line 400', 'line 100', 'line 800', 'line 100', 'line 400'])
})

it('without a selection bookmarks the line at the top, or the current match of a search', async () => {
  const onBookmarksChange = vi.fn<(bookmarks: readonly LogBookmark[]) => void>()
  const { scroller } = show(500, { onBookmarksChange })
  await settle()
  scroller.focus()
  await userEvent.keyboard('gb')
  expect(seqsOf(onBookmarksChange.mock.lastCall?.[0])).toEqual([1])
  await userEvent.type(screen.getByRole('textbox', { name: 'Search the log' }), 'line 250')
  await screen.findByText('1', { selector: '[role=status]' })
  scroller.focus()
  await userEvent.keyboard('nb')
  expect(seqsOf(onBookmarksChange.mock.lastCall?.[0])).toEqual([1, 250])
})

it('keeps the bookmark and text of a dropped line, and shows that the line is gone', async () => {
  const { log, scroller } = show(100, { capacity: 100 })
  await settle()
  choose('line 95')
  scroller.focus()
  await userEvent.keyboard('b{Escape}')
  append(log, 101, 400)
  await screen.findByText('300 older lines dropped')
  const list = await openList()
  await userEvent.click(within(list).getByText('line 95'))
  expect(await within(list).findByText('No longer in the log')).toBeVisible()
})

it('loads a dropped line again when its bookmark is opened', async () => {
  const mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  for (let line = 1; line <= 3000; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  const marks: LogBookmark[] = []
  const page = (preload: number) => (
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <LogViewer
          channel="logs"
          preload={preload}
          defaultBookmarks={marks}
          onBookmarksChange={(next) => marks.splice(0, marks.length, ...next)}
        />
      </PusherProvider>
    </MantineProvider>
  )
  const first = render(page(2000))
  await screen.findByText('2,000 lines', {}, { timeout: 30_000 })
  const scroller = screen.getByRole('region', { name: 'Log lines' })
  scroller.focus()
  await userEvent.keyboard('gb')
  const [mark] = marks
  expect(mark?.seq).toBeGreaterThan(0)
  first.unmount()
  // Stored by the app, and read in another session that has only the newest lines.
  marks.splice(0, 1, JSON.parse(JSON.stringify(mark)) as LogBookmark)
  await waitFor(
    () => {
      expect(mock.channel('logs').occupied).toBe(false)
    },
    { timeout: 30_000 },
  )
  render(page(10))
  await screen.findByText('10 lines', {}, { timeout: 30_000 })
  const list = await openList()
  await userEvent.click(within(list).getByText(mark?.text ?? ''))
  await waitFor(
    () => {
      expect(document.querySelector('[data-selected] .mantine-LogViewer-text')?.textContent).toBe(mark?.text)
    },
    { timeout: 30_000 },
  )
  expect(markedTexts()).toEqual([mark?.text])
  mock.dispose()
})

it('shows a bookmark as gone if another line has its number, and clears filters that hide a bookmarked line', async () => {
  const log = createEventLog()
  append(log, 1, 200)
  append(log, 201, 203, 'error')
  const other = { ...(log.line(49) as LogBookmark), text: 'what another server wrote' }
  const hidden = log.line(99) as LogBookmark
  show(0, { log, defaultBookmarks: [other, hidden], defaultQuery: { levels: ['error'] } })
  await screen.findByText('3 of 203 lines')
  const list = await openList()
  await userEvent.click(within(list).getByText('what another server wrote'))
  expect(await within(list).findByText('No longer in the log')).toBeVisible()
  await userEvent.click(within(list).getByText('line 100'))
  await screen.findByText('1 line selected')
  await waitFor(() => {
    expect(markedTexts()).toEqual(['line 100'])
  })
})

it('supports controlled bookmarks', async () => {
  const onBookmarksChange = vi.fn<(bookmarks: readonly LogBookmark[]) => void>()
  const { scroller } = show(50, { bookmarks: [], onBookmarksChange })
  await settle()
  choose('line 45')
  scroller.focus()
  await userEvent.keyboard('b')
  expect(seqsOf(onBookmarksChange.mock.lastCall?.[0])).toEqual([45])
  await settle()
  expect(markedTexts()).toEqual([])
})

it('bookmarks lines without numbers, and shows the bookmark on a row of collapsed lines', async () => {
  const log = createEventLog()
  for (let count = 0; count < 12; count += 1) {
    log.append({ seq: null, event: 'log', data: { text: `plain ${count >> 2}` }, timestamp: count })
  }
  const { scroller } = show(0, { log })
  await settle()
  fireEvent.click(scroller.querySelectorAll('abbr')[6] as Element)
  scroller.focus()
  await userEvent.keyboard('b')
  await waitFor(() => {
    expect(markedTexts()).toEqual(['plain 1'])
  })
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Collapse repeated lines' }))
  await waitFor(() => {
    expect(rows()).toHaveLength(3)
  })
  expect(markedTexts()).toEqual(['plain 1'])
})
