import { describe, expect, it } from 'vitest'
import type { UsageAlert } from 'react-pusher-kit/server'
import { demoServer } from '../demo-server.ts'

const noon = Date.UTC(2026, 0, 1, 12)
const midnight = Date.UTC(2026, 0, 2)
const plan = { name: 'tiny', price: 0, messagesPerDay: 10, connections: 10 }

/** A server on a plan of ten messages and ten connections a day, and its clock. */
function meteredServer(onUsageAlert?: (alert: UsageAlert) => void | Promise<void>) {
  const clock = { now: noon }
  const alerts: UsageAlert[] = []
  const lines: [string, string, unknown][] = []
  const { server, subscribe } = demoServer({
    now: () => clock.now,
    plan,
    log: (...line) => lines.push(line as (typeof lines)[number]),
    onUsageAlert: onUsageAlert ?? ((alert) => void alerts.push(alert)),
  })
  async function publish(count: number) {
    for (let i = 0; i < count; i++) await server.publish('public-news', 'x', {})
  }
  const usageLines = () => lines.filter(([, message]) => message.startsWith('[USAGE]'))
  return { clock, alerts, lines, usageLines, publish, subscribe }
}

describe('onUsageAlert', () => {
  it('is called once a day at 80 % and at 100 %', async () => {
    const { clock, alerts, publish } = meteredServer()
    await publish(7)
    expect(alerts).toEqual([])
    await publish(2)
    const alert = {
      kind: 'messages',
      threshold: 80,
      used: 8,
      limit: 10,
      share: 0.8,
      plan: 'tiny',
      resetsAt: midnight,
    }
    expect(alerts).toEqual([alert])
    await publish(5)
    const full = { ...alert, threshold: 100, used: 10, share: 1 }
    expect(alerts).toEqual([alert, full])
    clock.now = midnight
    await publish(20)
    const nextDay = { resetsAt: midnight + 24 * 60 * 60_000 }
    expect(alerts.slice(2)).toEqual([
      { ...alert, ...nextDay },
      { ...full, ...nextDay },
    ])
  })

  it('is called for connections, too, and with the highest threshold alone that is passed at once', async () => {
    const { alerts, subscribe, publish, usageLines } = meteredServer()
    for (let i = 0; i < 12; i++) subscribe('public-other')
    await publish(1)
    expect(alerts).toEqual([
      {
        kind: 'connections',
        threshold: 100,
        used: 12,
        limit: 10,
        share: 1.2,
        plan: 'tiny',
        resetsAt: midnight,
      },
    ])
    await publish(1)
    expect(alerts).toHaveLength(1)
    const [line] = usageLines()
    expect(line?.slice(0, 2)).toEqual(['warn', '[USAGE] 100 % of the connections of the plan'])
    expect(line?.[2]).toEqual({ plan: 'tiny', used: 12, limit: 10 })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('mail is down')
      },
    ],
    ['rejects', () => Promise.reject(new Error('mail is down'))],
  ])('that %s is logged and stops nothing', async (_, onUsageAlert) => {
    const { publish, lines } = meteredServer(onUsageAlert)
    await publish(10)
    const failures = lines.filter(([, message]) => message === 'onUsageAlert failed')
    expect(failures).toEqual([
      ['error', 'onUsageAlert failed', { reason: 'mail is down' }],
      ['error', 'onUsageAlert failed', { reason: 'mail is down' }],
    ])
  })
})
