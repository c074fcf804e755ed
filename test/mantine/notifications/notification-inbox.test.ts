import { createNotificationInbox, type InboxStorage } from 'react-pusher-kit/mantine'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inboxItem } from '../inbox-items.ts'

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
    first.subscribe(() => {})
    second.subscribe(() => {})
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
    first.subscribe(() => {})
    second.subscribe(() => {})
    first.add(item('1'))
    vi.advanceTimersByTime(1000)
    first.remove(['1'])
    vi.advanceTimersByTime(1000)
    expect(ids(second)).toEqual([])
    first.undo()
    vi.advanceTimersByTime(1000)
    expect(ids(second)).toEqual(['1'])
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
    const write = vi.fn(async (value: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await place.write(value)
    })
    const storage: InboxStorage = { ...place, read: async () => place.read(), write }
    const inbox = createNotificationInbox({ storage })
    expect(inbox.getSnapshot()).toMatchObject({ isLoading: true, items: [] })
    inbox.add(item('2'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ids(inbox)).toEqual(['2', '1'])
    expect(inbox.isReturning).toBe(true)
    await vi.advanceTimersByTimeAsync(300)
    inbox.add(item('3'))
    inbox.add(item('4'))
    await vi.advanceTimersByTimeAsync(900)
    expect(write).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(2000)
    expect(write).toHaveBeenCalledTimes(2)
    expect(ids(createNotificationInbox({ storage: tab() }))).toEqual(['4', '3', '2', '1'])
  })

  it.each(['', 'null', '{', '[]', '{"items":5}', '{"items":[{"id":1},null]}'])(
    'begins empty when storage holds %j',
    (stored) => {
      const { tab, put } = sharedPlace()
      put(stored)
      expect(createNotificationInbox({ storage: tab() }).getSnapshot().items).toEqual([])
    },
  )
})
