import { createPusherKit } from 'react-pusher-kit/client'
import { readPayload, unpackBatch } from '../../src/channels/kit-payload.ts'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMockPusher } from 'react-pusher-kit/mock'
import { defineChannels, type } from 'react-pusher-kit/channels'
import type { EventMeta } from 'react-pusher-kit/client'
import { receive } from './support/raw-frame.ts'

const room = 'private-room'

interface Line {
  text: string
}

async function startKit() {
  const mock = createMockPusher({
    channels: defineChannels({
      [room]: { events: { line: type<Line>() }, clientEvents: { 'client-x': type<Line>() }, persist: true },
    }),
  })
  const kit = createPusherKit(mock.provider)
  const log = kit.log({ channel: room })
  const reported: { data: unknown; meta: EventMeta }[] = []
  for (const event of ['client-x', 'line'])
    kit.listen(room, event, (data, meta) => reported.push({ data, meta }))
  onTestFinished(() => {
    log.release()
    kit.dispose()
    mock.dispose()
  })
  await mock.subscribed(room)
  await expect.poll(() => log.getSnapshot().status).toBe('live')
  return { mock, kit, log, told: reported }
}

const forge = (kit: { client: unknown }, event: string, data: unknown) =>
  receive(kit, { event, channel: room, data })

it('the mark of a client event is not believed: the log goes on with the next line of the server', async () => {
  const { mock, kit, log, told: reported } = await startKit()
  mock.trigger(room, 'line', { text: 'one' })
  await expect.poll(() => reported).toHaveLength(1)
  const { epoch } = reported[0]?.meta ?? {}
  for (const mark of [
    { seq: 1_000_000, epoch },
    { seq: 2, epoch: 'other' },
    { seq: 2, epoch },
  ]) {
    forge(kit, 'client-x', { text: 'forged', $kit: mark })
  }
  mock.trigger(room, 'line', { text: 'two' })
  await expect.poll(() => log.slice().filter(({ event }) => event === 'line')).toHaveLength(2)
  expect(log.slice().map(({ seq, event }) => [seq, event])).toEqual([
    [1, 'line'],
    ...[1, 2, 3].map(() => [null, 'client-x']),
    [2, 'line'],
  ])
  expect(log.getSnapshot()).toMatchObject({ gaps: [], status: 'live' })
  for (const { data, meta } of reported.slice(1, 4)) {
    expect(meta).toMatchObject({ seq: null, epoch: null })
    expect(data).toEqual({ text: 'forged' })
  }
})

it('a client event with the reserved key is not sent', async () => {
  const { mock, kit } = await startKit()
  const sent = kit.trigger(room, 'client-x', { text: 'one', $kit: { seq: 1 } })
  await expect(sent).rejects.toMatchObject({ code: 'trigger_failed', reason: 'illegal' })
  await expect(sent).rejects.toThrow(/\$kit/)
  expect(mock.frames.filter(({ event }) => event === 'client-x')).toEqual([])
})

describe('a mark that makes no sense', () => {
  const marks: [string, unknown][] = [
    ['an object for a number', { seq: { valueOf: () => 1 }, epoch: 'e' }],
    ['no number', { seq: Number.NaN, epoch: 'e' }],
    ['a negative number', { seq: -1, epoch: 'e' }],
    ['zero', { seq: 0, epoch: 'e' }],
    ['a fraction', { seq: 1.5, epoch: 'e' }],
    ['a number beyond counting', { seq: Number.MAX_SAFE_INTEGER, epoch: 'e' }],
    ['an infinite number', { seq: Infinity, epoch: 'e' }],
    ['a text', 'mark'],
    ['a list', [1, 2]],
  ]
  it.each(marks)('%s numbers nothing', (_name, mark) => {
    expect(readPayload({ text: 'a', $kit: mark })).toMatchObject({ data: { text: 'a' }, seq: null })
    expect(unpackBatch({ $kit: mark, event: 'line', items: [1, 2] }).map(({ seq }) => seq)).toEqual([
      null,
      null,
    ])
  })

  it.each([[7], [{ toString: () => 'e' }], [null], [undefined], ['']])('an epoch %o is none', (epoch) => {
    expect(readPayload({ $kit: { seq: 1, epoch } })).toEqual({ data: {}, seq: 1, epoch: null })
  })

  it.each(marks)('%s keeps no log from going on', async (_name, mark) => {
    const { mock, kit, log } = await startKit()
    mock.trigger(room, 'line', { text: 'one' })
    forge(kit, 'line', { text: 'odd', $kit: mark })
    mock.trigger(room, 'line', { text: 'two' })
    await expect.poll(() => log.slice().map(({ data }) => (data as Line).text)).toContain('two')
  })
})
