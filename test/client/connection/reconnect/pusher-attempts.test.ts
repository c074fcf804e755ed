import { describe, expect, it } from 'vitest'
import { attemptsOf } from '../../../../src/client/connection/reconnect/pusher-attempts.ts'
import type { PusherLike } from '../../../../src/client/core/pusher-like.ts'

interface TimelineEvent {
  cid?: number
  state?: string
  error?: string
}

/** A client with the private members of pusher-js, whose timeline has these events. */
function clientWith(events: TimelineEvent[], changes: Record<string, unknown> = {}): PusherLike {
  const nothing = () => {}
  const connection = {
    state: 'connecting',
    timeline: { events },
    connect: nothing,
    startConnecting: nothing,
    abortConnecting: nothing,
    disconnectInternally: nothing,
    clearRetryTimer: nothing,
    ...changes,
  }
  return { connection } as unknown as PusherLike
}

describe('an attempt is under way', () => {
  it.each<[isUnderWay: boolean, title: string, events: TimelineEvent[]]>([
    [false, 'without a transport', [{ state: 'connecting' }]],
    [true, 'while its transport opens', [{ cid: 1, state: 'initializing' }]],
    [
      true,
      'while its transport is open',
      [
        { cid: 1, state: 'initializing' },
        { cid: 1, state: 'open' },
      ],
    ],
    [
      true,
      'while one of two is open',
      [
        { cid: 1, state: 'closed' },
        { cid: 2, state: 'open' },
      ],
    ],
    [
      false,
      'no longer once it is closed',
      [
        { cid: 1, state: 'open' },
        { cid: 1, state: 'closed' },
      ],
    ],
    [
      false,
      'no longer after a late error',
      [
        { cid: 1, state: 'closed' },
        { cid: 1, error: 'late' },
      ],
    ],
  ])('%s: %s', (isUnderWay, _title, events) => {
    expect(attemptsOf(clientWith(events))?.isUnderWay()).toBe(isUnderWay)
  })

  it('not for a socket of an earlier one that a dead network does not close', () => {
    const events: TimelineEvent[] = [{ state: 'connecting' }, { cid: 2, state: 'open' }]
    const attempts = attemptsOf(clientWith(events))
    attempts?.mark()
    expect(attempts?.isUnderWay()).toBe(false)
    events.push({ cid: 3, state: 'initializing' })
    expect(attempts?.isUnderWay()).toBe(true)
    attempts?.start()
    expect(attempts?.isUnderWay()).toBe(false)
  })
})

it.each([
  'connect',
  'startConnecting',
  'abortConnecting',
  'disconnectInternally',
  'clearRetryTimer',
  'timeline',
])('a pusher-js without %s keeps its own schedule', (name) => {
  expect(attemptsOf(clientWith([]))).not.toBeNull()
  expect(attemptsOf(clientWith([], { [name]: undefined }))).toBeNull()
})
