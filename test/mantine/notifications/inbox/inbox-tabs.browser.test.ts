import { createNotificationInbox, localInboxStorage } from 'react-pusher-kit/mantine'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inboxItem } from '../../inbox-items.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  window.localStorage.clear()
})

/** Inboxes as tabs have them: each its own, all with the same items. */
function tabs(...options: Parameters<typeof createNotificationInbox>) {
  const inboxes = [createNotificationInbox(...options), createNotificationInbox(...options)] as const
  for (const inbox of inboxes) {
    stops.push(inbox.subscribe(() => {}))
    inbox.add(inboxItem('1'))
    inbox.add(inboxItem('2'))
  }
  return inboxes
}

describe('inboxes of one name in several tabs', () => {
  it('know of each other what was read, without any storage', async () => {
    const [here, there] = tabs({ name: 'inbox:42' })
    here.markRead(['1'])
    await vi.waitFor(() => expect(there.getSnapshot().unread).toBe(1))
    here.markRead(['1'], false)
    await vi.waitFor(() => expect(there.getSnapshot().unread).toBe(2))
    there.markAllRead()
    await vi.waitFor(() => expect(here.getSnapshot().unread).toBe(0))
  })

  it('know of each other what was removed and brought back', async () => {
    const [here, there] = tabs({ name: 'inbox:42' })
    here.remove(['2'])
    await vi.waitFor(() => expect(there.getSnapshot().items).toMatchObject([{ id: '1' }]))
    here.undo()
    await vi.waitFor(() => expect(there.getSnapshot().items).toMatchObject([{ id: '2' }, { id: '1' }]))
  })

  it('know it too when storage is full', async () => {
    const storage = {
      ...localInboxStorage('inbox:42'),
      write: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    const [here, there] = tabs({ storage })
    here.markAllRead()
    await vi.waitFor(() => expect(there.getSnapshot().unread).toBe(0))
  })

  it('tell nothing of what the other one never had', async () => {
    const [here, there] = tabs({ name: 'inbox:42' })
    here.add(inboxItem('secret'))
    here.markRead(['secret', '1'])
    await vi.waitFor(() => expect(there.getSnapshot().unread).toBe(1))
    expect(there.getSnapshot().items.map(({ id }) => id)).toEqual(['2', '1'])
  })

  it('keep to themselves under another name', async () => {
    const [here] = tabs({ name: 'inbox:42' })
    const [other] = tabs({ name: 'inbox:43' })
    const [, control] = tabs({ name: 'inbox:42' })
    here.markAllRead()
    await vi.waitFor(() => expect(control.getSnapshot().unread).toBe(0))
    expect(other.getSnapshot().unread).toBe(2)
  })
})
