import { describe, expect, it } from 'vitest'
import { remedyOf } from '../../../src/inspector/feed/remedy.ts'

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
    ['anything else', 'Open the event'],
  ])('of “%s” says what to do', (note, part) => {
    expect(remedyOf({ kind: 'refusal', note })).toContain(part)
  })

  it('of a webhook names the time and the retries', () => {
    expect(remedyOf({ kind: 'webhook', note: 'x' })).toContain('within 4 s')
  })
})
