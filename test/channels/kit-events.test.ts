import { readRunEvent } from 'react-pusher-kit/channels'
import { describe, expect, it } from 'vitest'

const run = { thread_id: 'run-1', event_type: 'checkpoint_saved', checkpoint_id: 'cp-1', status: 'running' }

describe('readRunEvent', () => {
  it('reads the envelope of the server', () => {
    expect(readRunEvent({ type: 'run_event', data: run })).toEqual({ ...run, message: null })
  })

  it('reads a payload without it, in both spellings', () => {
    expect(readRunEvent({ ...run, message: 'saved' })).toEqual({ ...run, message: 'saved' })
    expect(readRunEvent({ threadId: 7, eventType: 'started', checkpointId: 2, error: 'no' })).toEqual({
      thread_id: '7',
      event_type: 'started',
      checkpoint_id: '2',
      status: null,
      message: 'no',
    })
  })

  it.each([
    ['another admin event', { type: 'user_banned', data: run }],
    ['an envelope without data', { type: 'run_event' }],
    ['data of another shape', { type: 'run_event', data: [run] }],
    ['no payload', null],
    ['a text', 'run_event'],
    ['a list', [run]],
    ['an object for the thread', { ...run, thread_id: { id: 1 } }],
    ['an empty thread', { ...run, thread_id: '' }],
  ])('%s belongs to no run', (_name, payload) => {
    expect(readRunEvent(payload)).toBeNull()
  })

  it('objects where texts belong are left out', () => {
    const odd = { thread_id: 'run-1', event_type: {}, checkpoint_id: [], status: { a: 1 }, message: () => {} }
    expect(readRunEvent({ type: 'run_event', data: odd })).toEqual({
      thread_id: 'run-1',
      event_type: 'run_event',
      checkpoint_id: null,
      status: null,
      message: null,
    })
  })
})
