import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

/** A `fetch` that counts, and answers when it is told to. */
function heldFetch() {
  const answers: ((response: Response) => void)[] = []
  const fetch: typeof globalThis.fetch = () => new Promise((resolve) => answers.push(resolve))
  return { fetch, answers }
}

/** A token that comes when it is told to. */
function heldToken() {
  const asked: boolean[] = []
  const give: ((token: string) => void)[] = []
  const getToken = ({ refresh }: { refresh: boolean }) => {
    asked.push(refresh)
    return new Promise<string>((resolve) => give.push(resolve))
  }
  return { getToken, asked, give }
}

describe('when the session ends', () => {
  it('a request that still waits for its token is not sent: the token may be the next user’s', async () => {
    const { fetch, answers } = heldFetch()
    const { getToken, give } = heldToken()
    const kit = on.kit({ fetch, auth: { getToken } })
    const sent = kit.sendMessage('news', 'chat', {})
    await vi.waitFor(() => expect(give).toHaveLength(1), fast)
    kit.dispose()
    give[0]?.('token of the next user')
    await expect(sent).rejects.toMatchObject({
      code: 'request_failed',
      status: null,
      message: expect.stringContaining('the end of the session'),
    })
    expect(answers).toEqual([])
  })

  it('a request that is refused afterwards asks for no other token', async () => {
    const { fetch, answers } = heldFetch()
    const getToken = vi.fn(() => 'token')
    const kit = on.kit({ fetch, auth: { getToken } })
    const sent = kit.sendMessage('news', 'chat', {})
    await vi.waitFor(() => expect(answers).toHaveLength(1), fast)
    kit.dispose()
    answers[0]?.(new Response('{}', { status: 401 }))
    await expect(sent).rejects.toMatchObject({ code: 'request_failed', status: 401 })
    expect(getToken).toHaveBeenCalledTimes(1)
    expect(answers).toHaveLength(1)
  })

  it('a token that was being refreshed sends nothing again', async () => {
    const { fetch, answers } = heldFetch()
    const { getToken, asked, give } = heldToken()
    const kit = on.kit({ fetch, auth: { getToken } })
    const sent = kit.sendMessage('news', 'chat', {})
    give[0]?.('old')
    await vi.waitFor(() => expect(answers).toHaveLength(1), fast)
    answers[0]?.(new Response('{}', { status: 401 }))
    await vi.waitFor(() => expect(asked).toEqual([false, true]), fast)
    kit.dispose()
    give[1]?.('token of the next user')
    await expect(sent).rejects.toMatchObject({ status: 401 })
    expect(answers).toHaveLength(1)
  })

  it('a request that was sent before brings its answer', async () => {
    const { fetch, answers } = heldFetch()
    const kit = on.kit({ fetch })
    const sent = kit.sendMessage('news', 'chat', {})
    await vi.waitFor(() => expect(answers).toHaveLength(1), fast)
    kit.dispose()
    answers[0]?.(Response.json({ seq: 7, epoch: 'e' }))
    await expect(sent).resolves.toMatchObject({ seq: 7 })
  })

  it('gathered authorisations are not asked for', async () => {
    const { fetch, answers } = heldFetch()
    const kit = on.kit({ fetch, auth: { batch: true } })
    await kit.whenConnected()
    // From here to the end of the session in one turn: the requests of a turn are gathered.
    kit.subscribe('private-a')
    expect(kit.client?.channel('private-a')?.subscriptionPending).toBe(true)
    kit.dispose()
    await on.mock.settled()
    expect(answers).toEqual([])
  })

  it('what is asked for afterwards is refused at once', async () => {
    const { fetch, answers } = heldFetch()
    const kit = on.kit({ fetch })
    kit.dispose()
    await expect(kit.sendMessage('news', 'chat', {})).rejects.toMatchObject({ code: 'request_failed' })
    await expect(kit.trigger('private-a', 'client-x', {})).rejects.toMatchObject({ reason: 'disposed' })
    await expect(kit.whenConnected()).rejects.toMatchObject({ code: 'connection_failed' })
    expect(answers).toEqual([])
  })

  it('who waits for the connection is told', async () => {
    const kit = on.kit({ enabled: false })
    const waiting = kit.whenConnected()
    kit.dispose()
    await expect(waiting).rejects.toThrow('the end of the session')
  })
})

describe('a token that never comes', () => {
  it('ends the request after auth.timeout', async () => {
    const kit = on.kit({ auth: { getToken: () => new Promise<never>(() => {}), timeout: 20 } })
    await expect(kit.sendMessage('news', 'chat', {})).rejects.toThrow('no token within 20 ms')
  })

  it('does not hold up the requests after a refresh', async () => {
    const { getToken, asked, give } = heldToken()
    const kit = on.kit({
      auth: { getToken, timeout: 20 },
      fetch: () => Promise.resolve(new Response('{}', { status: 401 })),
    })
    const first = kit.sendMessage('news', 'chat', {})
    give[0]?.('stale')
    await expect(first).rejects.toThrow('no token within 20 ms')
    void kit.sendMessage('news', 'chat', {}).catch(() => {})
    expect(asked).toEqual([false, true, false])
  })
})
