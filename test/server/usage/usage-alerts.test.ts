import { describe, expect, it, vi } from 'vitest'
import { type ChannelDefinitions, defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherServer, embedded } from 'react-pusher-kit/server'
import type { Message, UsageAlert } from 'react-pusher-kit/server'
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

describe('a usage alert', () => {
  const admins = defineChannels({
    'private-admin': { events: {} },
    news: { events: { made: type<object>() } },
  })

  /** What a server of the plan sends; a broken backend takes everything but alerts. */
  function sendingServer(channels: ChannelDefinitions, isBroken = false) {
    const sent: Message[] = []
    const lines: unknown[] = []
    const server = createPusherServer({
      broadcaster: {
        ...embedded(),
        async send(messages) {
          if (isBroken && messages.some(({ event }) => event === 'usage.alert')) throw new Error('broken')
          sent.push(...messages)
          return 0
        },
      },
      channels,
      authenticate: () => null,
      plan,
      now: () => noon,
      log: (...line) => lines.push(line),
    })
    return { server, sent, lines, alerts: () => sent.filter(({ event }) => event === 'usage.alert') }
  }

  it('is published in the private channel of admins, where the app declares it', async () => {
    const { server, alerts } = sendingServer(admins)
    for (let i = 0; i < 8; i++) await server.publish('news', 'made', {})
    await vi.waitFor(() => expect(alerts()).toHaveLength(1))
    const [alert] = alerts()
    expect(alert?.channels).toEqual(['private-admin'])
    expect(JSON.parse(alert?.data ?? '')).toMatchObject({
      kind: 'messages',
      threshold: 80,
      used: 8,
      limit: 10,
    })
  })

  it('is published nowhere without that channel: anyone may join the public one', async () => {
    const { server, sent } = sendingServer(defineChannels({ admin: { events: {} }, news: admins.news }))
    for (let i = 0; i < 12; i++) await server.publish('news', 'made', {})
    expect(new Set(sent.flatMap(({ channels }) => channels))).toEqual(new Set(['news']))
  })

  it('that cannot be published is logged', async () => {
    const { server, lines } = sendingServer(admins, true)
    for (let i = 0; i < 8; i++) await server.publish('news', 'made', {})
    await vi.waitFor(() =>
      expect(lines).toContainEqual([
        'error',
        'the usage alert could not be published',
        { reason: expect.any(String) as string },
      ]),
    )
  })

  it('counts the messages of another publisher', async () => {
    const { server, alerts } = sendingServer(admins)
    server.trackMessages(5, 3)
    await vi.waitFor(() => expect(alerts()).toHaveLength(1))
    expect(JSON.parse(alerts()[0]?.data ?? '')).toMatchObject({ threshold: 80, used: 8 })
  })
})
