import { createNotificationInbox, localInboxStorage } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inboxItem } from '../../inbox-items.ts'

const key = 'inbox:42'

afterEach(() => {
  vi.restoreAllMocks()
  window.localStorage.clear()
})

/** The error of a browser whose user has blocked site data; the answer counts the tries. */
function block() {
  const refuse = vi.fn(() => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  })
  // Not `window.localStorage`: WebKit may still call its getter after another one took its place.
  for (const method of ['getItem', 'setItem'] as const) {
    vi.spyOn(Storage.prototype, method).mockImplementation(refuse)
  }
  return refuse
}

/** Takes up the last byte of the real thing. */
function fill() {
  for (let size = 1 << 23; size >= 1; size = size >> 1) {
    try {
      window.localStorage.setItem(`filler:${size}`, 'x'.repeat(size))
    } catch {
      // Too much; half of it may fit.
    }
  }
}

const causeOf = (error: unknown) => ((error as Error).cause as DOMException).name

describe('localInboxStorage', () => {
  it('holds the inbox of the next visit', async () => {
    const inbox = createNotificationInbox({ storage: localInboxStorage(key) })
    inbox.add(inboxItem('1'))
    await vi.waitFor(() => expect(window.localStorage.getItem(key)).toContain('"id":"1"'))
    expect(createNotificationInbox({ storage: localInboxStorage(key) }).getSnapshot().unread).toBe(1)
  })

  it('is no reason to break when it is blocked: reading and writing fail, said once', async () => {
    const tries = block()
    const onError = vi.fn()
    const inbox = createNotificationInbox({ storage: localInboxStorage(key), onError })
    expect(onError).toHaveBeenCalledOnce()
    expect(causeOf(onError.mock.calls[0]?.[0])).toBe('SecurityError')
    const stop = inbox.subscribe(() => {})
    const before = tries.mock.calls.length
    inbox.add(inboxItem('1'))
    await vi.waitFor(() => expect(tries.mock.calls.length).toBeGreaterThan(before))
    window.dispatchEvent(new StorageEvent('storage', { key }))
    expect(inbox.getSnapshot()).toMatchObject({ unread: 1, isLoading: false })
    expect(onError).toHaveBeenCalledOnce()
    stop()
  })

  it('keeps in memory what finds no room, and writes it once there is some', async () => {
    fill()
    const onError = vi.fn()
    const inbox = createNotificationInbox({ storage: localInboxStorage(key), onError })
    inbox.add(inboxItem('1'))
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
    expect(causeOf(onError.mock.calls[0]?.[0])).toBe('QuotaExceededError')
    expect(inbox.getSnapshot().unread).toBe(1)
    window.localStorage.clear()
    inbox.add(inboxItem('2'))
    await vi.waitFor(() => expect(window.localStorage.getItem(key)).toContain('"id":"1"'))
    expect(onError).toHaveBeenCalledOnce()
  })
})
