import { describe, expect, it } from 'vitest'
import { problemTitle, remedyOf } from '../../../src/inspector/feed/remedy.ts'

describe('the remedy of a problem', () => {
  it.each([
    ['4001: App key x not in this cluster. Did you forget to specify the cluster?', 'app key'],
    ['4004: Application is over its connection quota', 'WS_MAX_CONNECTIONS'],
    ['Invalid signature', 'PUSHER_SECRET'],
    ['Client event rejected due to rate limit: 10 events per second at most', 'fewer client events'],
    ['Client event rejected - not subscribed to channel x', 'subscription_succeeded'],
    ['401: Invalid signature: you should have sent HmacSHA256Hex', 'PUSHER_SECRET'],
    ['401: Timestamp expired', '600 s'],
    ['413: The data content of this event exceeds the allowed maximum (10240 bytes)', 'Send less'],
    ['404: Unknown app: /apps/1/events', 'id of the app'],
    ['anything else', 'Open the event'],
  ])('of “%s” says what to do', (note, part) => {
    expect(remedyOf({ kind: 'refusal', event: 'x', note })).toContain(part)
  })

  it.each([
    ['channel_occupied; answers: none', 'Start the app'],
    ['channel_occupied; answers: 500, none', 'Start the app'],
    ['channel_occupied; answers: none, 500', 'the log of the app'],
    ['channel_occupied; answers: 401', 'another secret'],
    ['channel_occupied; answers: 404', 'no POST route'],
    ['channel_occupied; answers: 302', 'Redirects'],
    ['channel_occupied; answers: 429', 'within 4 s'],
  ])('of a webhook whose note is “%s” goes by the last answer', (note, part) => {
    const remedy = remedyOf({ kind: 'webhook', event: 'retrying', note })
    expect(remedy).toContain('within 4 s')
    expect(remedy).toContain(part)
  })

  it.each([
    ['401: Expected a webhook signed with a key of this server.', 'secret of the app'],
    ['400: Expected a webhook of the last 6 minutes.', 'clocks'],
    ['400: Expected JSON.', 'as it was signed'],
  ])('of a webhook that was refused with “%s” says what the sender has to do', (note, part) => {
    expect(remedyOf({ kind: 'webhook', event: 'refused', note })).toContain(part)
  })
})

describe('the title of a problem', () => {
  const sender = 'http://127.0.0.1:9/hook'
  it.each([
    ['retrying', 'a; answers: none', `Webhook to ${sender}: no answer, sent again for five minutes`],
    [
      'retrying',
      'a, b; answers: none, 500',
      `Webhook to ${sender}: answered 500, sent again for five minutes`,
    ],
    ['failed', 'a; answers: 500, 404', `Webhook to ${sender}: answered 404, given up`],
    ['failed', 'More than 1000 webhooks wait.', 'Webhooks given up'],
  ])('of a webhook that is %s with “%s” names its URL and the answer', (event, note, title) => {
    expect(problemTitle({ kind: 'webhook', event, sender, note })).toBe(title)
  })

  it('of a webhook that was refused names its sender', () => {
    const record = { kind: 'webhook', event: 'refused', sender: 'key abc', note: '401: x' } as const
    expect(problemTitle(record)).toBe('Webhook from key abc refused')
  })

  it('of a refusal is what was refused', () => {
    expect(problemTitle({ kind: 'refusal', event: 'client-a refused', sender: '1.2', note: 'x' })).toBe(
      'client-a refused',
    )
  })
})
