import { describe, expect, test } from 'vitest'
import { type, unpackBatch } from 'react-pusher-kit/channels'

describe('unpackBatch', () => {
  test('numbers the events on from the first', () => {
    const batch = { $kit: { seq: 41, epoch: 'e' }, event: 'log', items: [{ a: 1 }, 'two'] }
    expect(unpackBatch(batch)).toEqual([
      { event: 'log', data: { a: 1 }, seq: 41, epoch: 'e' },
      { event: 'log', data: 'two', seq: 42, epoch: 'e' },
    ])
  })

  test('without a number the events have none', () => {
    expect(unpackBatch({ event: 'log', items: [1] })).toEqual([
      { event: 'log', data: 1, seq: null, epoch: null },
    ])
  })

  test.each([null, 'text', {}, { event: 'log' }, { items: [1] }, { event: 1, items: [1] }])(
    '%j is no batch',
    (data) => {
      expect(unpackBatch(data)).toEqual([])
    },
  )
})

describe('type', () => {
  test('lets every payload through', () => {
    expect(type<number>()['~standard'].validate('text')).toEqual({ value: 'text' })
  })
})
