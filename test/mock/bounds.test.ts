import { expect, it } from 'vitest'
import { createMockPusher } from 'react-pusher-kit/mock'
import { MockHistory } from '../../src/mock/state/history.ts'
import { Transcript } from '../../src/mock/state/transcript.ts'
import { boundedCollections } from '../bounds-page.ts'

/** By the name of the collection on the page: tries to pass its bound. */
const attempts: Readonly<Record<string, () => void | Promise<void>>> = {
  'frames of the transcript'() {
    const many = new Transcript()
    for (let i = 0; i <= 100_000; i++) many.add(i, 'sent', '1.1', '{"event":"e"}')
    expect(many.frames).toHaveLength(50_000)
    expect(many.frames.at(-1)?.at).toBe(100_000)
    const long = new Transcript()
    const frame = JSON.stringify({ event: 'e', data: 'x'.repeat(999_977) })
    expect(frame).toHaveLength(1_000_000)
    for (let i = 0; i <= 16; i++) long.add(i, 'received', '1.1', frame)
    expect(long.frames.map(({ at }) => at)).toEqual([9, 10, 11, 12, 13, 14, 15, 16])
  },
  'events of the history'() {
    const history = new MockHistory('epoch')
    const read = (channel: string, query = '') => history.page(channel, new URLSearchParams(query))
    history.append('short', 'e', {}, 0)
    for (let i = 1; i < 200_000; i++) history.append('long', 'e', {}, 0)
    expect(read('long')).toMatchObject({ first_seq: 1, last_seq: 199_999 })
    history.append('short', 'e', {}, 0)
    expect(read('long')).toMatchObject({ first_seq: 100_001, last_seq: 199_999 })
    expect(read('long', 'after=5&limit=1').events).toMatchObject([{ seq: 100_001 }])
    expect(read('short')).toMatchObject({ first_seq: 1, last_seq: 2 })
    expect(history.append('long', 'e', {}, 0).seq).toBe(200_000)
  },
  async 'counts of attempts to subscribe'() {
    const mock = createMockPusher()
    const counted: number[] = []
    mock.authorize(({ attempt }) => counted.push(attempt) > 0)
    const ask = (channel: string) =>
      mock.fetch('/pusher/auth', {
        method: 'POST',
        body: JSON.stringify({ socket_id: '1.2', channel_name: channel }),
      })
    await ask('private-0')
    await ask('private-1')
    for (let i = 1; i < 10_000; i++) await ask(`private-${i}`)
    await ask('private-one-more')
    counted.length = 0
    await ask('private-1')
    await ask('private-0')
    mock.dispose()
    expect(counted).toEqual([3, 1])
  },
}

it('every bound of the mock stands in docs/bounds.md, and every one that stands there is tried', () => {
  expect(boundedCollections('mock')).toEqual(Object.keys(attempts))
})

it.each(Object.entries(attempts))('a bound of the mock holds for %s', async (_, attempt) => {
  await expect(Promise.resolve().then(attempt)).resolves.toBeUndefined()
})
