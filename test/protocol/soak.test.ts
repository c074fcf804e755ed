import { expect, it } from 'vitest'
import { soak } from './soak.ts'

/** `npm run soak` stays ten virtual minutes with 200 connections; every other run a short while. */
const [connections, minutes] = process.env['SOAK'] === 'full' ? [200, 10] : [40, 2]

it('leaves empty tables and balanced counters after a long visit', { timeout: 300_000 }, async () => {
  const report = await soak(connections, minutes, seeded(42))
  const { events, received, deliveries, webhooks, size, pendingTimers } = report
  expect(size).toEqual({
    connections: 0,
    tools: 0,
    channels: 0,
    subscriptions: 0,
    members: 0,
    users: 0,
    cachedEvents: 0,
    pendingWebhooks: 0,
  })
  expect(pendingTimers).toBe(0)
  expect(events['connected']).toBe(events['disconnected'])
  expect(events['subscribed']).toBe(events['unsubscribed'])
  expect(events['connected']).toBeGreaterThan(connections)
  expect(received).toBe(deliveries)
  expect(report.replayed).toBeGreaterThan(10)
  expect(deliveries).toBeGreaterThan(1000)
  expect(report.clientEventDeliveries).toBeGreaterThan(100)
  expect(new Set(webhooks.map(({ state }) => state))).toEqual(new Set(['delivered']))
})

/** The same numbers in [0, 1) for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
