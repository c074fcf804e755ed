import { afterEach, describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
afterEach(() => {
  vi.useRealTimers()
})

describe('a batch', () => {
  const names = (init: RequestInit | undefined) =>
    (JSON.parse(init?.body as string) as { channel_names: string[] }).channel_names

  async function connected() {
    const requests: { names: string[]; signal: AbortSignal | null | undefined }[] = []
    const fetch: typeof globalThis.fetch = (_, init) => {
      requests.push({ names: names(init), signal: init?.signal })
      return new Promise(() => {})
    }
    // Later than any wait here: the time limit ends a request as well.
    const kit = on.kit({ fetch, auth: { batch: true, timeout: 600_000 } })
    await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
    return { kit, requests }
  }

  it('leaves out what was released before it went out', async () => {
    const { kit, requests } = await connected()
    kit.subscribe('private-a')
    kit.subscribe('private-b').release()
    await vi.waitFor(() => expect(requests).toHaveLength(1), fast)
    expect(requests[0]?.names).toEqual(['private-a'])
  })

  it('is aborted when nobody needs any of its channels, and not before', async () => {
    const { kit, requests } = await connected()
    const leases = ['private-a', 'private-b'].map((name) => kit.subscribe(name))
    await vi.waitFor(() => expect(requests).toHaveLength(1), fast)
    leases[0]?.release()
    await Promise.resolve()
    await on.mock.settled()
    expect(requests[0]?.signal?.aborted).toBe(false)
    leases[1]?.release()
    await vi.waitFor(() => expect(requests[0]?.signal?.aborted).toBe(true), fast)
  })
})
