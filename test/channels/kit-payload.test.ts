import { describe, expect, it } from 'vitest'
import { type, unpackBatch } from 'react-pusher-kit/channels'
import { markPayload, packBatch, readPayload } from '../../src/channels/kit-payload.ts'

describe('what the server writes is what clients read', () => {
  it.each([{}, { a: 1 }, { a: '}', b: [{}] }])('the mark in %j', (payload) => {
    const marked = markPayload(JSON.stringify(payload), 41, 'e "1"')
    expect(readPayload(JSON.parse(marked))).toEqual({ data: payload, seq: 41, epoch: 'e "1"' })
  })

  it.each([[[]], [[{ a: 1 }, {}]]])('the batch of %j', (payloads) => {
    const items = payloads.map((payload) => JSON.stringify(payload))
    expect(unpackBatch(JSON.parse(packBatch('a "log"', items, 41, 'e')))).toEqual(
      payloads.map((data, index) => ({ event: 'a "log"', data, seq: 41 + index, epoch: 'e' })),
    )
  })
})

describe('unpackBatch', () => {
  it('numbers the events on from the first', () => {
    const batch = { $kit: { seq: 41, epoch: 'e' }, event: 'log', items: [{ a: 1 }, 'two'] }
    expect(unpackBatch(batch)).toEqual([
      { event: 'log', data: { a: 1 }, seq: 41, epoch: 'e' },
      { event: 'log', data: 'two', seq: 42, epoch: 'e' },
    ])
  })

  it('without a number the events have none', () => {
    expect(unpackBatch({ event: 'log', items: [1] })).toEqual([
      { event: 'log', data: 1, seq: null, epoch: null },
    ])
  })

  it.each([null, 'text', {}, { event: 'log' }, { items: [1] }, { event: 1, items: [1] }])(
    '%j is no batch',
    (data) => {
      expect(unpackBatch(data)).toEqual([])
    },
  )
})

describe('type', () => {
  it('lets every payload through', () => {
    expect(type<number>()['~standard'].validate('text')).toEqual({ value: 'text' })
  })
})
