import { describe, expect, it } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const room = 'presence-room'
const circular = () => {
  const node: { self?: unknown } = {}
  node.self = node
  return node
}

describe('a payload that JSON cannot hold', () => {
  it.each([
    ['a reference to itself', circular()],
    ['a BigInt', { n: 1n }],
    [
      'a toJSON that throws',
      {
        toJSON: () => {
          throw new Error('no')
        },
      },
    ],
  ])('rejects with a PayloadError: %s', async (_, payload) => {
    const kit = on.kit()
    const expected = {
      code: 'invalid_payload',
      issues: [{ message: expect.stringContaining('JSON cannot represent it') }],
    }
    await expect(kit.trigger(room, 'client-x', payload)).rejects.toMatchObject(expected)
    await expect(kit.trigger('news', 'e', payload)).rejects.toMatchObject({ ...expected, event: 'e' })
    await expect(kit.sendMessage('news', 'chat', payload)).rejects.toMatchObject({
      ...expected,
      event: 'chat',
    })
  })
})

it('what the app changes after trigger() is not sent', async () => {
  const received: unknown[] = []
  on.mock
    .client({ user: { id: 'other' } })
    .subscribe(room)
    .bind('client-x', (data: unknown) => received.push(data))
  const kit = on.kit()
  const payload = { at: { x: 1 } }
  const sent = kit.trigger(room, 'client-x', payload)
  payload.at.x = 2
  await sent
  expect(received).toEqual([{ at: { x: 1 } }])
})

it('what the app changes after a coalesced trigger() is not sent', async () => {
  const received: unknown[] = []
  on.mock
    .client({ user: { id: 'other' } })
    .subscribe(room)
    .bind('client-x', (data: unknown) => received.push(data))
  const kit = on.kit()
  const payload = { x: 1 }
  const first = kit.trigger(room, 'client-x', payload, { coalesce: true })
  payload.x = 2
  const second = kit.trigger(room, 'client-x', payload, { coalesce: true })
  payload.x = 3
  await Promise.all([first, second])
  expect(received).toEqual([{ x: 2 }])
})

it('a payload of undefined goes out as it did', async () => {
  const kit = on.kit()
  await expect(kit.trigger(room, 'client-x', undefined)).resolves.toBeNull()
})
