import { describe, expect, it } from 'vitest'
import {
  fillIn,
  jsonProblem,
  untouched,
  type DraftSource,
} from '../../../src/inspector/publish/publish-draft.ts'
import { toRow, type TranscriptRow } from '../../../src/inspector/transcript/transcript-rows.ts'

const frame = (event: string, at: number, data: unknown) => ({
  at,
  direction: 'received' as const,
  socketId: '1.1',
  event,
  channel: 'logs',
  data,
})

const status: DraftSource['status'] = {
  channels: [
    { name: 'logs', pattern: 'logs', presence: null },
    {
      name: 'presence-room',
      pattern: 'presence-{id}',
      presence: { count: 2, remote: [{ id: 'ana', name: 'Ana' }] },
    },
  ],
}

describe('the form for an event', () => {
  const source: DraftSource = {
    declared: [
      {
        pattern: 'logs',
        events: [
          { name: 'log', sample: '{ "text": "hello" }', isExample: true },
          { name: 'bare', sample: null, isExample: false },
        ],
      },
      { pattern: 'news', events: [{ name: 'made', sample: '{}', isExample: false }] },
      { pattern: 'private-{id}', events: [] },
      { pattern: 'presence-{id}', events: [{ name: 'client-typing', sample: null, isExample: false }] },
    ],
    status,
    rows: [],
  }
  const fill = (draft = {}, rows: TranscriptRow[] = []) =>
    fillIn({ ...untouched, ...draft }, { ...source, rows })

  it('offers live channels before declared names, and their events', () => {
    expect(fill()).toMatchObject({
      channels: ['logs', 'presence-room', 'news'],
      events: ['log', 'bare'],
      channel: 'logs',
      event: 'log',
      payload: '{ "text": "hello" }',
      origin: 'example',
    })
  })

  it('offers events that were seen too, and the last payload where no schema tells one', () => {
    const rows = [frame('seen', 1, { a: 1 }), frame('bare', 2, { b: 2, $kit: { seq: 1, epoch: 'x' } })].map(
      toRow,
    )
    expect(fill({}, rows).events).toEqual(['log', 'bare', 'seen'])
    expect(fill({ event: 'bare' }, rows)).toMatchObject({ payload: '{\n  "b": 2\n}', origin: 'seen' })
    expect(fill({ event: 'new' }, rows)).toMatchObject({ payload: '{}', origin: 'none' })
    expect(fill({ channel: 'news' }, rows)).toMatchObject({ event: 'made', origin: 'schema' })
  })

  it('leaves what somebody typed', () => {
    const typed = { channel: 'x', event: 'y', payload: '[1]' }
    expect(fill(typed)).toMatchObject({ ...typed, origin: null })
  })

  it('sends a client event as a member, unless the server is chosen', () => {
    const room = { channel: 'presence-room' }
    expect(fill(room)).toMatchObject({ event: 'client-typing', from: 'ana' })
    expect(fill({ ...room, from: '' })).toMatchObject({ from: '' })
    expect(fill({ ...room, from: 'gone' })).toMatchObject({ from: 'ana' })
    expect(fill({ ...room, event: 'plain' })).toMatchObject({ from: '', senders: [] })
  })

  it('says what is wrong with a text as JSON', () => {
    expect(jsonProblem('{"a":')).toMatch(/^Expected JSON\. /)
    expect(jsonProblem('7')).toBeNull()
  })
})
