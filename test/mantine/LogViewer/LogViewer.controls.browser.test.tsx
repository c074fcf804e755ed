import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { createEventLog, PusherProvider } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { LogViewer, type LogViewerQuery } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, expect, it, vi } from 'vitest'
import { append, rows, settle, show, visibleTexts } from './shown-log.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const searchField = (): HTMLElement => screen.getByRole('textbox', { name: 'Search the log' })

/** Clicks beside the text of a line. */
function choose(text: string, options?: { shiftKey: boolean }): void {
  const row = rows().find((each) => each.querySelector('.mantine-LogViewer-text')?.textContent === text)
  fireEvent.click(row?.querySelector('abbr') as Element, options)
}

/** What is saved by a click on an entry of the options. */
async function download(entry: string): Promise<{ name: string; text: string }> {
  const saved = new Promise<{ name: string; text: string }>((resolve, reject) => {
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      const name = this.download
      fetch(this.href)
        .then((response) => response.text())
        .then((text) => resolve({ name, text }), reject)
    })
  })
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
  return saved
}

it('the search is case-sensitive on request', async () => {
  const { scroller } = show(300)
  await userEvent.type(searchField(), 'LINE 29')
  await screen.findByText('11')
  await userEvent.click(screen.getByRole('button', { name: 'Match case' }))
  await screen.findByText('No match')
  await waitFor(() => {
    expect(scroller.querySelectorAll('mark')).toHaveLength(0)
  })
  await userEvent.clear(searchField())
  await userEvent.type(searchField(), 'line 29')
  await screen.findByText('11')
})

it('finds a thread by name in a long list', async () => {
  const { log } = show(0)
  for (let seq = 1; seq <= 60; seq += 1) {
    log.append({ seq, event: 'log', data: { text: `line ${seq}`, thread_id: `job-${seq}` }, timestamp: seq })
  }
  await userEvent.click(await screen.findByRole('button', { name: /^Threads/ }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'Find a thread' }), 'JOB-42')
  const [found, ...others] = screen.getAllByRole('checkbox')
  expect(others).toEqual([])
  await userEvent.click(found as Element)
  await screen.findByText('1 of 60 lines')
  await userEvent.click(screen.getByRole('button', { name: 'All threads' }))
  await screen.findByText('60 lines')
})

it('a controlled query reports changes and changes only with its prop', async () => {
  const onQueryChange = vi.fn<(query: LogViewerQuery) => void>()
  show(300, { query: { text: 'line 29' }, onQueryChange })
  await screen.findByText('11')
  await userEvent.type(searchField(), '7')
  expect(onQueryChange).toHaveBeenLastCalledWith({ text: 'line 297' })
  expect(searchField()).toHaveValue('line 29')
  await userEvent.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(onQueryChange).toHaveBeenLastCalledWith({})
  expect(await screen.findByText('11')).toBeVisible()
})

it('the app can store the query, for example in the URL, and set it', async () => {
  const log = createEventLog()
  append(log, 1, 300)
  function Page() {
    const [text, setText] = useState(JSON.stringify({ levels: ['error'] }))
    return (
      <MantineProvider>
        <output>{text}</output>
        <button type="button" onClick={() => setText('{"threads":["t0"],"text":"line 29"}')}>
          Go back
        </button>
        <LogViewer
          log={log}
          query={JSON.parse(text) as LogViewerQuery}
          onQueryChange={(query) => setText(JSON.stringify(query))}
        />
      </MantineProvider>
    )
  }
  render(<Page />)
  await screen.findByText('0 of 300 lines')
  await userEvent.click(screen.getByRole('button', { name: 'Go back' }))
  await screen.findByText('150 of 300 lines')
  expect(searchField()).toHaveValue('line 29')
  await userEvent.click(screen.getByRole('button', { name: 'Only matching lines' }))
  await screen.findByText('5 of 300 lines')
  expect(
    JSON.parse(screen.getAllByRole('status').find((each) => each.tagName === 'OUTPUT')?.textContent ?? ''),
  ).toEqual({ threads: ['t0'], text: 'line 29', onlyMatches: true })
})

it('copies selected lines as text, with details, or as a link', async () => {
  const user = userEvent.setup()
  show(100, { getPermalink: (seq) => `https://example.org/log#${seq}` })
  await settle()
  choose('line 93')
  choose('line 95', { shiftKey: true })
  await user.click(await screen.findByRole('button', { name: 'Copy' }))
  expect(await screen.findByText('Copied')).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe('line 93\nline 94\nline 95')
  await user.click(screen.getByRole('button', { name: 'Copy with details' }))
  expect((await navigator.clipboard.readText()).split('\n')[1]).toBe(
    '1970-01-01T00:00:00.094Z INFO  [t0] line 94',
  )
  await user.click(screen.getByRole('button', { name: 'Copy link' }))
  expect(await navigator.clipboard.readText()).toBe('https://example.org/log#93')
})

it('shows a message when the browser does not allow copying', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'))
  show(20)
  await settle()
  choose('line 18')
  await userEvent.click(await screen.findByRole('button', { name: 'Copy' }))
  expect(await screen.findByText('The browser does not allow copying here')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull()
})

it('downloads the filtered lines as a file', async () => {
  const { log } = show(50)
  append(log, 51, 53, 'error')
  const whole = await download('Text')
  expect(whole.name).toMatch(/^log-\d{4}-\d\d-\d\dT\d{6}\.log$/)
  expect(whole.text.trim().split('\n')).toHaveLength(53)
  const levels = within(screen.getByRole('group', { name: 'Levels' }))
  await userEvent.click(levels.getByRole('button', { name: /^Error ?3$/ }))
  const { name, text } = await download('NDJSON')
  expect(name).toMatch(/\.ndjson$/)
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual([51, 52, 53])
  await userEvent.type(searchField(), 'line 52')
  await userEvent.click(screen.getByRole('button', { name: 'Only matching lines' }))
  const csv = await download('CSV')
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.text).toContain('52,1970-01-01T00:00:00.052Z,error,t0,line 52')
  expect(csv.text.trim().split('\r\n')).toHaveLength(2)
})

it('the app can render the text of lines', async () => {
  const { scroller } = show(6, {
    renderLine: (line, text) => (line.seq === 3 ? <b>{line.text.toUpperCase()}</b> : text),
  })
  await settle()
  expect(scroller.querySelector('b')).toHaveTextContent('LINE 3')
  expect(visibleTexts(scroller)).toEqual(['line 1', 'line 2', 'LINE 3', 'line 4', 'line 5', 'line 6'])
})

it('shows times as local time, UTC or age, or hides them', async () => {
  const { log, scroller } = show(0)
  log.append({ seq: 1, event: 'log', data: { text: 'old' }, timestamp: Date.now() - 125_000 })
  vi.spyOn(Date.prototype, 'getHours').mockReturnValue(5)
  vi.spyOn(Date.prototype, 'getUTCHours').mockReturnValue(17)
  const time = (): string | undefined => scroller.querySelector('time')?.textContent ?? undefined
  await waitFor(() => {
    expect(time()).toMatch(/^05:\d\d:\d\d\.\d{3}$/)
  })
  await userEvent.click(screen.getByRole('button', { name: 'Options' }))
  const utc = await screen.findByRole('menuitemcheckbox', { name: 'UTC' })
  await userEvent.click(utc)
  expect(utc).toBeChecked()
  expect(time()).toMatch(/^17:\d\d:\d\d\.\d{3}$/)
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'Relative' }))
  expect(time()).toBe('2m')
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'Off' }))
  expect(time()).toBeUndefined()
})

it('updates ages while the viewer is visible', async () => {
  const { log, scroller } = show(0, { defaultTimestamps: 'relative' })
  const start = Date.now()
  const clock = vi.spyOn(Date, 'now').mockReturnValue(start)
  log.append({ seq: 1, event: 'log', data: { text: 'new' }, timestamp: start })
  await waitFor(() => {
    expect(scroller.querySelector('time')).toHaveTextContent('0s')
  })
  clock.mockReturnValue(start + 90_000)
  await waitFor(
    () => {
      expect(scroller.querySelector('time')).toHaveTextContent('1m')
    },
    { timeout: 30_000 },
  )
})

it('without numbers or history, shows a lost connection above the lines until the next line', async () => {
  const mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() } } }),
  })
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <LogViewer channel="logs" />
      </PusherProvider>
    </MantineProvider>,
  )
  await mock.subscribed('logs')
  mock.trigger('logs', 'log', { text: 'before' })
  await screen.findByText('before')
  mock.drop()
  expect(await screen.findByText('The newest lines may be missing.', {}, { timeout: 30_000 })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  mock.trigger('logs', 'log', { text: 'after' })
  expect(await screen.findByText(/^Lines may be missing here/)).toBeVisible()
  expect(screen.queryByText('The newest lines may be missing.')).toBeNull()
  mock.dispose()
})

it('shows a refused subscription, and retries it', async () => {
  const mock = createMockPusher({
    channels: defineChannels({
      'private-logs': { events: { log: type<{ text: string }>() }, persist: true },
    }),
  })
  mock.authorize(() => false)
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <LogViewer channel="private-logs" />
      </PusherProvider>
    </MantineProvider>,
  )
  expect(await screen.findByRole('alert')).toHaveTextContent('The subscription of this log failed')
  mock.authorize(() => true)
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await mock.subscribed('private-logs')
  mock.trigger('private-logs', 'log', { text: 'after all' })
  expect(await screen.findByText('after all')).toBeVisible()
  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull()
  })
  mock.dispose()
})

it('scrolling up loads older lines and shows the beginning of the log', async () => {
  const mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<{ text: string }>() }, persist: true } }),
  })
  for (let line = 1; line <= 2500; line += 1) mock.trigger('logs', 'log', { text: `line ${line}` })
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <LogViewer channel="logs" preload={100} />
      </PusherProvider>
    </MantineProvider>,
  )
  await screen.findByText('line 2500')
  expect(screen.queryByText('Beginning of the log')).toBeNull()
  const scroller = screen.getByRole('region', { name: 'Log lines' })
  scroller.focus()
  await waitFor(
    async () => {
      await userEvent.keyboard('{Home}')
      expect(screen.getByText('Beginning of the log')).toBeVisible()
    },
    { timeout: 10_000 },
  )
  expect(visibleTexts(scroller)[0]).toBe('line 1')
  expect(screen.getByText('2,500 lines')).toBeVisible()
  mock.dispose()
})

it('n and N step through matches, f follows again, w toggles wrapping', async () => {
  const { log, scroller } = show(300, { defaultQuery: { text: 'line 29' } })
  await screen.findByText('11')
  scroller.focus()
  await userEvent.keyboard('n')
  await screen.findByText('11 of 11')
  await userEvent.keyboard('N')
  await screen.findByText('10 of 11')
  await userEvent.keyboard('nn')
  await screen.findByText('1 of 11')
  await settle()
  expect(visibleTexts(scroller)).toContain('line 29')
  expect(scroller.querySelector('[data-current] .mantine-LogViewer-text')).toHaveTextContent('line 29')
  append(log, 301, 320)
  await settle()
  expect(visibleTexts(scroller)).toContain('line 29')
  await userEvent.keyboard('f')
  await waitFor(() => {
    expect(visibleTexts(scroller).at(-1)).toBe('line 320')
  })
  expect(scroller.scrollWidth).toBe(scroller.clientWidth)
  await userEvent.keyboard('w')
  await waitFor(() => {
    expect(scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth)
  })
  expect(screen.getByRole('button', { name: 'Wrap lines' })).toHaveAttribute('aria-pressed', 'false')
  await userEvent.keyboard('w')
  await waitFor(() => {
    expect(scroller.scrollWidth).toBe(scroller.clientWidth)
  })
})
