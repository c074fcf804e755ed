import { createNotificationInbox, type InboxStorage } from 'react-pusher-kit/mantine'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { inboxItem } from '../../inbox-items.ts'

const item = inboxItem

/** One place that several tabs share. */
function sharedPlace() {
  let value: string | null = null
  const listeners = new Set<() => void>()
  const tab = (): InboxStorage => {
    let own: (() => void) | undefined
    return {
      read: () => value,
      write(next) {
        value = next
        for (const listener of listeners) if (listener !== own) listener()
      },
      subscribe(listener) {
        own = listener
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }
  return { tab, put: (next: string) => (value = next) }
}

const ids = (inbox: ReturnType<typeof createNotificationInbox>) =>
  inbox.getSnapshot().items.map(({ id }) => id)

describe('createNotificationInbox', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('holds items newest first and counts the unread', () => {
    const inbox = createNotificationInbox()
    inbox.add(item('1'))
    inbox.add(item('3'))
    inbox.add(item('2', { read: true }))
    expect(ids(inbox)).toEqual(['3', '2', '1'])
    expect(inbox.getSnapshot().unread).toBe(2)
  })

  it('gives the same snapshot until something changes', () => {
    const inbox = createNotificationInbox()
    expect(inbox.getSnapshot()).toBe(inbox.getSnapshot())
  })

  it('tells its listeners once of many changes', async () => {
    const inbox = createNotificationInbox()
    const listener = vi.fn()
    inbox.subscribe(listener)
    for (let index = 0; index < 5000; index += 1) inbox.add(item(String(index)))
    await Promise.resolve()
    expect(listener).toHaveBeenCalledOnce()
    expect(inbox.getSnapshot().unread).toBe(5000)
  })

  it('counts a repetition on the item that is there', () => {
    const inbox = createNotificationInbox()
    inbox.add(item('1'))
    inbox.add(item('1', { message: 'again' }))
    expect(inbox.getSnapshot().items).toMatchObject([{ message: 'again', count: 2 }])
  })

  it('lets the oldest go beyond its capacity', () => {
    const inbox = createNotificationInbox({ capacity: 2 })
    for (const id of ['1', '2', '3']) inbox.add(item(id))
    expect(ids(inbox)).toEqual(['3', '2'])
  })

  it('brings back what was removed last', () => {
    const inbox = createNotificationInbox()
    inbox.add(item('1'))
    inbox.add(item('2'))
    inbox.remove(['1', '2'])
    expect(inbox.getSnapshot()).toMatchObject({ items: [], undoable: 2 })
    inbox.undo()
    expect(ids(inbox)).toEqual(['2', '1'])
    expect(inbox.getSnapshot().undoable).toBe(0)
  })

  it('is there again at the next visit', () => {
    const { tab } = sharedPlace()
    createNotificationInbox({ storage: tab() }).add(item('1'))
    vi.advanceTimersByTime(250)
    const next = createNotificationInbox({ storage: tab() })
    expect(ids(next)).toEqual(['1'])
    expect(next.isReturning).toBe(true)
  })

  it('shares what was read and removed with the other tabs', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    onTestFinished(first.subscribe(() => {}))
    onTestFinished(second.subscribe(() => {}))
    for (const inbox of [first, second]) {
      inbox.add(item('1'))
      inbox.add(item('2'))
    }
    vi.advanceTimersByTime(250)
    first.markRead(['1'])
    first.remove(['2'])
    vi.advanceTimersByTime(250)
    expect(second.getSnapshot().items).toMatchObject([{ id: '1', read: true }])
    vi.advanceTimersByTime(1000)
    expect(ids(first)).toEqual(['1'])
  })

  it('shows what was removed once more when it comes once more', () => {
    const { tab } = sharedPlace()
    const inbox = createNotificationInbox({ storage: tab() })
    inbox.add(item('disk'))
    inbox.remove(['disk'])
    vi.advanceTimersByTime(1000)
    inbox.add(item('disk'))
    vi.advanceTimersByTime(1000)
    expect(ids(inbox)).toEqual(['disk'])
    expect(ids(createNotificationInbox({ storage: tab() }))).toEqual(['disk'])
  })

  it('brings a removed item back in every tab', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    onTestFinished(first.subscribe(() => {}))
    onTestFinished(second.subscribe(() => {}))
    first.add(item('1'))
    vi.advanceTimersByTime(1000)
    first.remove(['1'])
    vi.advanceTimersByTime(1000)
    expect(ids(second)).toEqual([])
    first.undo()
    vi.advanceTimersByTime(1000)
    expect(ids(second)).toEqual(['1'])
  })

  it('keeps as unread what was marked unread again, whatever was stored before', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    onTestFinished(first.subscribe(() => {}))
    onTestFinished(second.subscribe(() => {}))
    first.add(item('1'))
    first.markRead(['1'])
    vi.advanceTimersByTime(1000)
    expect(second.getSnapshot().unread).toBe(0)
    first.markRead(['1'], false)
    vi.advanceTimersByTime(1000)
    expect(first.getSnapshot().unread).toBe(1)
    expect(second.getSnapshot().unread).toBe(1)
  })

  it('takes over the later state and the higher count of what two tabs have', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    first.add(item('task', { message: '40 %', timestamp: 1 }))
    second.add(item('task', { message: 'Done', timestamp: 2, count: 3 }))
    vi.advanceTimersByTime(1000)
    const third = createNotificationInbox({ storage: tab() })
    expect(third.getSnapshot().items).toMatchObject([{ message: 'Done', count: 3 }])
  })

  it('holds one item for an event to which two tabs gave two names within the same moment', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    onTestFinished(first.subscribe(() => {}))
    onTestFinished(second.subscribe(() => {}))
    first.add(item('private-user-42:h4sh:aa:0', { timestamp: 9990 }))
    second.add(item('private-user-42:h4sh:ab:0', { timestamp: 10_010 }))
    vi.advanceTimersByTime(2000)
    expect(ids(first)).toEqual(['private-user-42:h4sh:aa:0'])
    expect(ids(second)).toEqual(ids(first))
  })

  it('holds both of two events that say the same at different times', () => {
    const { tab } = sharedPlace()
    const first = createNotificationInbox({ storage: tab() })
    const second = createNotificationInbox({ storage: tab() })
    first.add(item('private-user-42:h4sh:aa:0', { timestamp: 1000 }))
    second.add(item('private-user-42:h4sh:ab:0', { timestamp: 11_000 }))
    vi.advanceTimersByTime(2000)
    expect(createNotificationInbox({ storage: tab() }).getSnapshot().items).toHaveLength(2)
  })

  it('lets how far a task has come be no news, but its end', () => {
    const inbox = createNotificationInbox()
    inbox.add(item('task', { count: 0, ongoing: true }))
    inbox.markAllRead()
    inbox.add(item('task', { count: 0, ongoing: true, message: '50 %' }))
    expect(inbox.getSnapshot()).toMatchObject({ unread: 0, items: [{ message: '50 %', count: 1 }] })
    inbox.add(item('task', { count: 0, message: 'Done' }))
    expect(inbox.getSnapshot()).toMatchObject({ unread: 1, items: [{ message: 'Done', count: 1 }] })
  })

  it('lets the oldest go by their time, not by when they became known', () => {
    const inbox = createNotificationInbox({ capacity: 2 })
    for (const id of ['2', '3', '1']) inbox.add(item(id))
    expect(ids(inbox)).toEqual(['3', '2'])
  })

  it('remembers a thousand removals, however many there were', () => {
    let value = ''
    const storage: InboxStorage = {
      read: () => null,
      write: (next) => void (value = next),
      subscribe: () => () => {},
    }
    const inbox = createNotificationInbox({ storage })
    for (let index = 0; index < 3000; index += 1) {
      inbox.add(item(`${index}`))
      inbox.remove([`${index}`])
    }
    vi.advanceTimersByTime(250)
    expect((JSON.parse(value) as { removed: unknown[] }).removed).toHaveLength(1000)
    expect(inbox.has('2999')).toBe(true)
    expect(inbox.has('0')).toBe(false)
  })

  it('offers no undo any more after the panel was closed', () => {
    const inbox = createNotificationInbox()
    inbox.add(item('1'))
    inbox.setOpened(true)
    inbox.remove(['1'])
    expect(inbox.getSnapshot().undoable).toBe(1)
    inbox.setOpened(false)
    expect(inbox.getSnapshot().undoable).toBe(0)
  })

  it('opens one of two panels on the page: the one that was asked, else the first', () => {
    const inbox = createNotificationInbox()
    const detach = inbox.attachView('header')
    inbox.attachView('drawer')
    inbox.setOpened(true)
    expect(inbox.getSnapshot()).toMatchObject({ opened: true, view: 'header' })
    inbox.setOpened(true, 'drawer')
    expect(inbox.getSnapshot().view).toBe('drawer')
    inbox.setOpened(true, 'header')
    detach()
    expect(inbox.getSnapshot()).toMatchObject({ opened: false, view: 'drawer' })
  })

  it('asks a store that failed again, less and less often, while the inbox is shown', async () => {
    const { tab } = sharedPlace()
    createNotificationInbox({ storage: tab() }).add(item('1'))
    vi.advanceTimersByTime(250)
    const place = tab()
    let works = false
    const read = vi.fn(async () => {
      if (!works) throw new Error('503')
      return place.read()
    })
    const inbox = createNotificationInbox({ storage: { ...place, read, write: async () => {} } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(read).toHaveBeenCalledOnce()
    expect(inbox.getSnapshot()).toMatchObject({ isLoading: false, loadError: expect.any(Error) })

    const stop = inbox.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(7500)
    // At once, then after 1 s, 2 s and 4 s.
    expect(read).toHaveBeenCalledTimes(5)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(read).toHaveBeenCalledTimes(5)

    works = true
    await inbox.retry()
    expect(inbox.getSnapshot()).toMatchObject({ loadError: null, items: [{ id: '1' }] })
    expect(inbox.isReturning).toBe(true)
  })

  it('goes on in memory when storage is full or blocked, and says so once', () => {
    const onError = vi.fn()
    const storage: InboxStorage = {
      read: () => null,
      write: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      subscribe: () => () => {},
    }
    const inbox = createNotificationInbox({ storage, onError })
    inbox.add(item('1'))
    vi.advanceTimersByTime(250)
    inbox.add(item('2'))
    vi.advanceTimersByTime(250)
    expect(ids(inbox)).toEqual(['2', '1'])
    expect(onError).toHaveBeenCalledOnce()
  })

  it('writes again once storage works again, and says so once more when it fails once more', async () => {
    const { tab } = sharedPlace()
    let isFull = true
    const onError = vi.fn()
    const place = tab()
    const storage: InboxStorage = {
      ...place,
      async write(value) {
        if (isFull) throw new DOMException('full', 'QuotaExceededError')
        await place.write(value)
      },
    }
    const inbox = createNotificationInbox({ storage, onError })
    for (const id of ['1', '2']) {
      inbox.add(item(id))
      await vi.advanceTimersByTimeAsync(250)
    }
    expect(onError).toHaveBeenCalledOnce()
    isFull = false
    inbox.add(item('3'))
    await vi.advanceTimersByTimeAsync(250)
    expect(ids(createNotificationInbox({ storage: tab() }))).toEqual(['3', '2', '1'])
    isFull = true
    inbox.add(item('4'))
    await vi.advanceTimersByTimeAsync(250)
    expect(onError).toHaveBeenCalledTimes(2)
  })

  it('never writes over what it could not read', async () => {
    const write = vi.fn()
    const read = () => Promise.reject(new Error('503'))
    const inbox = createNotificationInbox({ storage: { read, write, subscribe: () => () => {} } })
    inbox.add(item('1'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(write).not.toHaveBeenCalled()
    expect(inbox.getSnapshot()).toMatchObject({ isLoading: false, unread: 1 })
  })

  it('loads from a storage that answers later, and writes one at a time with all that came meanwhile', async () => {
    const { tab } = sharedPlace()
    const before = createNotificationInbox({ storage: tab() })
    before.add(item('1'))
    vi.advanceTimersByTime(250)
    const place = tab()
    const ends: (() => void)[] = []
    const write = vi.fn(async (value: string) => {
      await new Promise<void>((resolve) => ends.push(resolve))
      await place.write(value)
    })
    const storage: InboxStorage = { ...place, read: async () => place.read(), write }
    const inbox = createNotificationInbox({ storage })
    expect(inbox.getSnapshot()).toMatchObject({ isLoading: true, items: [] })
    inbox.add(item('2'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(inbox)).toEqual(['2', '1'])
    expect(inbox.isReturning).toBe(true)
    await vi.waitFor(() => expect(write).toHaveBeenCalledOnce())
    inbox.add(item('3'))
    inbox.add(item('4'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(write).toHaveBeenCalledOnce()
    ends[0]?.()
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2))
    ends[1]?.()
    await vi.waitFor(() =>
      expect(ids(createNotificationInbox({ storage: tab() }))).toEqual(['4', '3', '2', '1']),
    )
  })

  it('takes over what it understands of what another version stored', () => {
    const { tab, put } = sharedPlace()
    const odd = {
      title: { html: '<b>' },
      kind: 7,
      severity: 'critical',
      count: 'many',
      link: { label: 'Win', href: 'javascript:alert(1)' },
      read: 'yes',
    }
    const whole = { ...item('2'), link: { label: 'Open', href: '/orders/2' } }
    put(JSON.stringify({ items: [{ id: '1', message: 'kept', timestamp: 1, ...odd }, whole], fates: [] }))
    expect(createNotificationInbox({ storage: tab() }).getSnapshot().items).toMatchObject([
      { id: '2', link: { href: '/orders/2' } },
      { id: '1', message: 'kept', title: null, severity: 'info', count: 1, link: null, read: false },
    ])
  })

  it.each([
    '',
    'null',
    '{',
    '[]',
    '{"items":5}',
    '{"items":[{"id":1},null]}',
    '{"items":[{"id":"1","message":"m","timestamp":"today"},{"id":"2","message":"m","timestamp":1e20}]}',
    '{"removed":[["1"],{"id":"1"},["1","yesterday"]]}',
  ])('begins empty when storage holds %j', (stored) => {
    const { tab, put } = sharedPlace()
    put(stored)
    expect(createNotificationInbox({ storage: tab() }).getSnapshot().items).toEqual([])
  })
})
