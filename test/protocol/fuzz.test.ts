import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draft, frameOf, mutate, mutation } from './fuzz-arbitraries.ts'
import { RawWire, type RawClient } from './raw-wire.ts'

/** `npm run fuzz` tries 200 000 frames and requests; every other run a fixed share. */
const total = process.env['FUZZ'] === 'full' ? 200_000 : 4000
const steps = 20

/** Whether a frame, as it was sent, may open this channel: told by node:crypto, not by the code under test. */
function mayOpen(raw: string, channel: string, socketId: string, secret: string, key: string): boolean {
  if (!/^(private-|presence-)/.test(channel)) return true
  const { data } = JSON.parse(raw) as { data: { auth?: string; channel_data?: string } | string }
  const { auth, channel_data: channelData } = (typeof data === 'string' ? JSON.parse(data) : data) as {
    auth?: string
    channel_data?: unknown
  }
  const tail = typeof channelData === 'string' ? `:${channelData}` : ''
  const right = createHmac('sha256', secret).update(`${socketId}:${channel}${tail}`).digest('hex')
  return auth === `${key}:${right}`
}

/** What an attacker got that they had no right to. */
function trespasses(wire: RawWire, attacker: RawClient, raw: string, opened: Set<string>): string[] {
  return attacker.take().flatMap(({ event, channel }) => {
    if (channel === undefined) return []
    if (event === 'pusher_internal:subscription_succeeded') {
      opened.add(channel)
      const { key, secret } = wire.app
      return mayOpen(raw, channel, attacker.socketId, secret, key) ? [] : [`opened ${channel} with ${raw}`]
    }
    return opened.has(channel) ? [] : [`received ${event} on ${channel}`]
  })
}

it('answers any frame, and opens or tells nothing without right', { timeout: 600_000 }, () => {
  const scenario = fc.array(fc.tuple(draft, mutation, fc.boolean()), { minLength: steps, maxLength: steps })
  fc.assert(
    fc.property(scenario, (frames) => {
      const wire = new RawWire()
      const victim = wire.connect()
      victim.signIn({ id: 'victim' })
      victim.say({ event: 'pusher:subscribe', data: { channel: '#server-to-user-victim' } })
      for (const channel of ['logs', 'private-a', 'private-b', 'private-encrypted-a'])
        victim.subscribe(channel)
      const attackers = [wire.connect(), wire.connect()]
      const opened = attackers.map(() => new Set<string>())
      for (const attacker of attackers) attacker.take()
      for (const [frame, change, isFirst] of frames) {
        const index = isFirst ? 0 : 1
        const attacker = attackers[index]
        if (!attacker) continue
        const raw = mutate(frameOf(frame, wire.app.key, wire.app.secret, attacker.socketId), change)
        attacker.sayRaw(raw)
        wire.hub.publish('3', { channels: ['private-a', 'private-b'], event: 'secret', data: '1' })
        wire.hub.sendToUser('3', 'victim', 'secret', '1')
        const found = attackers.flatMap((each, at) => trespasses(wire, each, raw, opened[at] ?? new Set()))
        expect(found).toEqual([])
        if (frame.event === 'pusher:unsubscribe')
          for (const [at, each] of attackers.entries()) forget(wire, each, opened[at])
      }
    }),
    { numRuns: total / 2 / steps, seed: 7 },
  )
})

/** Channels left are no longer theirs to hear. */
function forget(wire: RawWire, client: RawClient, opened: Set<string> | undefined): void {
  const held = wire.hub.connections('3').find(({ socketId }) => socketId === client.socketId)?.channels ?? []
  for (const channel of opened ?? []) if (!held.includes(channel)) opened?.delete(channel)
}

it('answers any request, and publishes nothing without right', { timeout: 600_000 }, () => {
  const routes = [
    '/events',
    '/batch_events',
    '/channels',
    '/channels/private-a',
    '/channels/presence-a/users',
    '/x',
  ]
  const body = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.record({
      name: fc.oneof(fc.constant('e'), fc.jsonValue({ maxDepth: 1 })),
      channels: fc.oneof(fc.constant(['private-a']), fc.jsonValue({ maxDepth: 2 })),
      data: fc.oneof(fc.constant('1'), fc.jsonValue({ maxDepth: 1 })),
      socket_id: fc.jsonValue({ maxDepth: 1 }),
      info: fc.jsonValue({ maxDepth: 1 }),
      batch: fc.jsonValue({ maxDepth: 3 }),
    }),
  )
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', ''),
    route: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...routes) }, fc.string({ unit: 'binary' })),
    body,
    isSigned: fc.boolean(),
    change: mutation,
    params: fc.dictionary(fc.constantFrom('info', 'filter_by_prefix', 'name'), fc.string({ maxLength: 10 })),
  })
  const wire = new RawWire()
  const victim = wire.connect()
  victim.subscribe('private-a')
  fc.assert(
    fc.property(request, ({ method, route, body: content, isSigned, change, params }) => {
      victim.take()
      const raw = typeof content === 'string' ? content : JSON.stringify(content)
      const response = isSigned
        ? wire.callRaw(method, route, raw, params)
        : wire.hub.handle({
            method,
            path: mutate(`/apps/3${route}`, change),
            query: mutate('auth_key=x', change),
            body: raw,
          })
      expect([200, 400, 401, 403, 404, 405, 413]).toContain(response.status)
      expect(response.body).not.toMatch(/\n\s+at /)
      const wasPublished = victim.take().length > 0
      expect(wasPublished && !(isSigned && response.status === 200)).toBe(false)
    }),
    { numRuns: total / 2, seed: 7 },
  )
})
