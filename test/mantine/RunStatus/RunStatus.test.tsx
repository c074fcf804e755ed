import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { type RunEvent, RunStatus } from 'react-pusher-kit/mantine'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderOnMantine } from '../on-mantine.tsx'

const channels = defineChannels({
  admin: { events: { admin_event: type<object>() }, persist: true },
  'private-admin': { events: { admin_event: type<object>() }, persist: true },
})

const step = (thread: string, eventType: string, status: string | null, timestamp: number): RunEvent => ({
  thread,
  type: eventType,
  status,
  checkpoint: null,
  message: null,
  timestamp,
})

describe('RunStatus with ready data', () => {
  it.each([
    ['queued', 'waiting', 'Waiting'],
    ['in_progress', 'running', 'Running'],
    ['SUCCESS', 'succeeded', 'Succeeded'],
    ['timed_out', 'failed', 'Failed'],
    ['aborted', 'cancelled', 'Cancelled'],
    ['rehydrated', 'unknown', 'rehydrated'],
  ])('reads the status %s as %s', (status, phase, word) => {
    renderOnMantine(<RunStatus events={[step('t', 'node', status, 0)]} />)
    const run = screen.getByRole('article', { name: 't' })
    expect(run).toHaveAttribute('data-phase', phase)
    expect(within(run).getAllByText(word).length).toBeGreaterThan(0)
  })

  it('says how long a finished run took', () => {
    const events = [step('t', 'run_started', 'running', 0), step('t', 'run_finished', 'completed', 125_000)]
    renderOnMantine(<RunStatus events={events} />)
    expect(screen.getAllByText('2 min 5 s').length).toBeGreaterThan(0)
  })

  it('keeps the clock of a running run going', () => {
    vi.useFakeTimers({ now: 10_000 })
    renderOnMantine(<RunStatus events={[step('t', 'run_started', 'running', 0)]} />)
    expect(screen.getByText('10 s')).toBeVisible()
    act(() => void vi.advanceTimersByTime(5000))
    expect(screen.getByText('15 s')).toBeVisible()
    vi.useRealTimers()
  })

  it('shows an unknown event type plainly', () => {
    renderOnMantine(<RunStatus events={[step('t', 'something.new_happened', null, 0)]} />)
    expect(screen.getByText('Something new happened')).toBeVisible()
  })

  it('shows the latest run first, and only the wanted thread', () => {
    const events = [step('old', 'run', 'done', 0), step('new', 'run', 'running', 1000)]
    const { rerender } = renderOnMantine(<RunStatus events={events} />)
    expect(screen.getAllByRole('article').map((run) => run.getAttribute('aria-label'))).toEqual([
      'new',
      'old',
    ])
    rerender(<RunStatus events={events} thread="old" />)
    expect(screen.getAllByRole('article')).toHaveLength(1)
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('takes what starts after the end of a run for the next run of the thread', () => {
    const events = [
      step('t', 'run_started', 'running', 0),
      step('t', 'node_a', 'completed', 1000),
      step('t', 'node_b', 'running', 2000),
      step('t', 'run_finished', 'completed', 3000),
      step('t', 'run_started', 'running', 60_000),
      step('t', 'run_finished', 'failed', 61_000),
    ]
    renderOnMantine(<RunStatus events={events} />)
    const [later, earlier] = screen.getAllByRole('article', { name: 't' })
    expect(later).toHaveAttribute('data-phase', 'failed')
    expect(within(later as HTMLElement).getAllByRole('listitem')).toHaveLength(2)
    expect(earlier).toHaveAttribute('data-phase', 'succeeded')
    expect(within(earlier as HTMLElement).getAllByRole('listitem')).toHaveLength(4)
  })

  it('takes `started`, as servers of the kit send it, for the start of the next run, too', () => {
    const events = [
      step('t', 'started', 'running', 0),
      step('t', 'checkpoint_saved', 'running', 1000),
      step('t', 'completed', 'completed', 2000),
      step('t', 'started', 'running', 60_000),
    ]
    renderOnMantine(<RunStatus events={events} />)
    const phases = screen.getAllByRole('article', { name: 't' }).map((run) => run.dataset.phase)
    expect(phases).toEqual(['running', 'succeeded'])
  })

  it('tells a screen reader of a run that ends, and of none that it found', () => {
    vi.useFakeTimers({ now: 10_000 })
    const running = [step('old', 'run', 'done', 0), step('t', 'run_started', 'running', 1000)]
    const { rerender } = renderOnMantine(<RunStatus events={running} />)
    act(() => void vi.advanceTimersByTime(6000))
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    rerender(<RunStatus events={[...running, step('t', 'node', 'running', 2000)]} />)
    act(() => void vi.advanceTimersByTime(6000))
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
    rerender(<RunStatus events={[...running, step('t', 'run_finished', 'failed', 3000)]} />)
    act(() => void vi.advanceTimersByTime(6000))
    expect(screen.getByRole('status')).toHaveTextContent('t: Failed')
    vi.useRealTimers()
  })

  it('shows all threads again when the chosen one has fallen out of the log', async () => {
    const events = [step('a', 'run', 'done', 0), step('b', 'run', 'done', 1), step('c', 'run', 'done', 2)]
    const { rerender } = renderOnMantine(<RunStatus events={events} />)
    fireEvent.click(screen.getByRole('combobox', { name: 'Thread' }))
    fireEvent.click(await screen.findByRole('option', { name: 'a' }))
    expect(screen.getAllByRole('article')).toHaveLength(1)
    rerender(<RunStatus events={events.slice(1)} />)
    expect(screen.getAllByRole('article')).toHaveLength(2)
  })

  it('leads into the log of a thread', () => {
    const onOpenLog = vi.fn()
    const { rerender } = renderOnMantine(
      <RunStatus events={[step('t', 'run', null, 0)]} onOpenLog={onOpenLog} />,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Open log' }))
    expect(onOpenLog).toHaveBeenCalledWith('t')
    rerender(
      <RunStatus events={[step('t', 'run', null, 0)]} logHref={(thread) => `/logs?thread=${thread}`} />,
    )
    expect(screen.getByRole('link', { name: 'Open log' })).toHaveAttribute('href', '/logs?thread=t')
  })
})

describe('RunStatus on a channel', () => {
  let mock: MockPusher
  beforeEach(() => {
    mock = createMockPusher({ channels })
  })
  afterEach(() => mock.dispose())

  const send = (fields: object, channel = 'admin') =>
    mock.trigger(channel, 'admin_event', { type: 'run_event', data: fields })

  it('shows history first, then what comes live', async () => {
    send({ thread_id: 'a', event_type: 'run_started', status: 'running', checkpoint_id: 'cp-1' })
    renderOnMantine(<RunStatus />, mock, { channels })
    const run = await screen.findByRole('article', { name: 'a' })
    expect(within(run).getByText('Checkpoint cp-1')).toBeVisible()
    act(() => send({ thread_id: 'a', event_type: 'run_finished', status: 'failed', error: 'out of memory' }))
    await within(run).findByText('out of memory')
    expect(run).toHaveAttribute('data-phase', 'failed')
  })

  it('reads the private channel where it is asked for', async () => {
    send({ thread_id: 'secret', event_type: 'run_started', status: 'running' }, 'private-admin')
    renderOnMantine(<RunStatus channel="private-admin" />, mock, { channels })
    expect(await screen.findByRole('article', { name: 'secret' })).toBeVisible()
  })

  it('reads payloads without the envelope, and passes over other admin events', async () => {
    mock.trigger('admin', 'admin_event', { type: 'user_banned', data: { thread_id: 'none' } })
    mock.trigger('admin', 'admin_event', { thread_id: 'flat', event_type: 'run_started' })
    renderOnMantine(<RunStatus />, mock, { channels })
    await screen.findByRole('article', { name: 'flat' })
    expect(screen.getAllByRole('article')).toHaveLength(1)
  })

  it('says that there are no runs yet', async () => {
    renderOnMantine(<RunStatus />, mock, { channels })
    expect(await screen.findByText('No runs yet')).toBeVisible()
  })

  it('passes over payloads that belong to no run', async () => {
    for (const odd of [{}, { thread_id: '' }, { thread_id: { a: 1 } }, []]) send(odd)
    send({ thread_id: 7 })
    renderOnMantine(<RunStatus />, mock, { channels })
    await screen.findByRole('article', { name: '7' })
    expect(screen.getAllByRole('article')).toHaveLength(1)
  })

  it('says that the history could not be loaded, and tries again on request', async () => {
    let works = false
    const fetch: typeof mock.fetch = (input, init) =>
      works ? mock.fetch(input, init) : Promise.resolve(new Response('no', { status: 500 }))
    send({ thread_id: 'a', event_type: 'run_started', status: 'running' })
    renderOnMantine(<RunStatus />, mock, { channels, fetch, onError: () => {} })
    expect(await screen.findByRole('alert')).toHaveTextContent('The history of runs could not be loaded.')
    expect(screen.queryByText('No runs yet')).not.toBeInTheDocument()
    works = true
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('article', { name: 'a' })).toBeVisible()
  })

  it('keeps what it has, and says what is missing, while reconnecting', async () => {
    send({ thread_id: 'a', event_type: 'run_started', status: 'running' })
    renderOnMantine(<RunStatus />, mock, { channels, onError: () => {} })
    await screen.findByRole('article', { name: 'a' })
    act(() => mock.outage())
    await waitFor(() =>
      expect(screen.getByText(/newer events are missing/, { selector: 'div > span' })).toBeVisible(),
    )
    expect(screen.getByRole('article', { name: 'a' })).toBeVisible()
  })
})
