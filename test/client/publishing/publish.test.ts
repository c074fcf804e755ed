import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCore, type OwnedCore } from '../../../src/client/core/create-core.ts'
import { publish, sendMessage } from '../../../src/client/publishing/publish.ts'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
let latest: OwnedCore | undefined
afterEach(() => latest?.dispose())

/** A core whose server gives this answer, and what it was asked. */
function answered(answer: () => Response) {
  const bodies: unknown[] = []
  const core = createCore({
    ...on.mock.provider,
    fetch: (_, init) => {
      bodies.push(JSON.parse(init?.body as string))
      return Promise.resolve(answer())
    },
  })
  latest = core
  return { core, bodies }
}

describe('an event that is published through the server', () => {
  it('gives the receipt, to its caller and to the readers of its channel', async () => {
    const { core } = answered(() => Response.json({ id: 'a', seq: 7, epoch: 'e' }))
    const receipts = { news: vi.fn(), other: vi.fn() }
    core.onReceipt('news', receipts.news)
    core.onReceipt('other', receipts.other)
    const receipt = { id: 'a', seq: 7, epoch: 'e' }
    expect(await publish(core, 'news', 'published', {})).toEqual(receipt)
    expect(receipts.news.mock.calls).toEqual([[receipt, false]])
    expect(await sendMessage(core, undefined, 'chat', {})).toEqual(receipt)
    expect(receipts.news).toHaveBeenCalledOnce()
    expect(receipts.other).not.toHaveBeenCalled()
  })

  it.each([
    ['nothing', () => new Response('')],
    ['null', () => Response.json(null)],
    ['a text', () => new Response('ok')],
    ['an object without numbers', () => Response.json({})],
  ])('has no number when the server answers with %s', async (_, answer) => {
    const { core } = answered(answer)
    expect(await publish(core, 'news', 'published', {})).toEqual({ seq: null, epoch: null })
  })

  it('names no socket while there is none, also to others only', async () => {
    const { core, bodies } = answered(() => Response.json({}))
    await publish(core, 'news', 'published', { n: 1 }, { toOthers: true })
    expect(bodies).toEqual([{ channel: 'news', event: 'published', data: { n: 1 } }])
  })

  it.each([
    ['without a text', () => new Response('', { status: 503 }), 'got 503'],
    ['with a text that is none', () => Response.json({ error: { code: 1 } }, { status: 422 }), 'got 422'],
    ['with a text', () => Response.json({ error: 'Too fast' }, { status: 429 }), 'got 429: Too fast'],
  ])('is refused %s', async (_, answer, end) => {
    const { core } = answered(answer)
    const refused = publish(core, 'news', 'published', {})
    await expect(refused).rejects.toMatchObject({
      code: 'request_failed',
      message: `Expected /api/v1/realtime/trigger to answer with success but ${end}`,
    })
  })
})

it('a page in place of an answer is no receipt', async () => {
  const page = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
  const { core } = answered(page)
  await expect(publish(core, 'news', 'published', {})).rejects.toMatchObject({
    code: 'request_failed',
    message: expect.stringContaining('an HTML page (200)'),
  })
})

it('a message that JSON cannot hold names the channel that it was for', async () => {
  const { core } = answered(() => Response.json({}))
  await expect(sendMessage(core, 'news', 'chat', 1n)).rejects.toMatchObject({ channel: 'news' })
  await expect(sendMessage(core, undefined, 'chat', 1n)).rejects.toMatchObject({ channel: '' })
})
