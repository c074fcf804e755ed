import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draft, frameOf, inheritedNames, mutate, mutation, oddValue } from './fuzz-arbitraries.ts'
import { HeapWatch } from './heap-watch.ts'
import { RawWire, type RawClient } from './raw-wire.ts'

/** `npm run fuzz` tries 200 000 frames and as many requests, from the seed of `FUZZ_SEED`; every other run a share. */
const isFull = process.env['FUZZ'] === 'full'
const total = isFull ? 200_000 : 2000
const timeout = isFull ? 1_800_000 : 600_000
const seed = Number(process.env['FUZZ_SEED'] ?? 7)
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

it('answers any frame, and opens or tells nothing without right', { timeout }, () => {
  const heap = new HeapWatch()
  let sent = 0
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
      heap.look()
      for (const [frame, change, isFirst] of frames) {
        const index = isFirst ? 0 : 1
        const attacker = attackers[index]
        if (!attacker) continue
        const raw = mutate(frameOf(frame, wire.app.key, wire.app.secret, attacker.socketId), change)
        attacker.sayRaw(raw)
        sent += 1
        // A fault of the hub, that the last line caught.
        expect(attacker.closed?.code).not.toBe(1011)
        wire.hub.publish('3', { channels: ['private-a', 'private-b'], event: 'secret', data: '1' })
        wire.hub.sendToUser('3', 'victim', 'secret', '1')
        const found = attackers.flatMap((each, at) => trespasses(wire, each, raw, opened[at] ?? new Set()))
        expect(found).toEqual([])
        if (frame.event === 'pusher:unsubscribe')
          for (const [at, each] of attackers.entries()) forget(wire, each, opened[at])
      }
    }),
    { numRuns: total / steps, seed },
  )
  if (isFull) report(`${sent} frames, 0 faults (1011), ${heap.summary()}`)
})

/** The figures of a full run. */
function report(figures: string): void {
  process.stdout.write(`fuzz, seed ${seed}: ${figures}\n`)
}

/** Channels left are no longer theirs to hear. */
function forget(wire: RawWire, client: RawClient, opened: Set<string> | undefined): void {
  const held = wire.hub.connections('3').find(({ socketId }) => socketId === client.socketId)?.channels ?? []
  for (const channel of opened ?? []) if (!held.includes(channel)) opened?.delete(channel)
}

it('answers any request, and publishes nothing without right', { timeout }, () => {
  const routes = [
    '/events',
    '/batch_events',
    '/channels',
    '/channels/private-a',
    '/channels/presence-a/users',
    '/channels/private-a/events',
    '/users/victim/terminate_connections',
    '/x',
  ]
  const inheritedRoutes = inheritedNames.flatMap((name) => [
    `/${name}`,
    `/channels/${name}`,
    `/channels/presence-${name}/users`,
    `/users/${name}/terminate_connections`,
  ])
  const channels = ['private-a', 'cache-a', 'presence-a', ...inheritedNames]
  const attributes = ['user_count', 'subscription_count', 'cache', ...inheritedNames].join(',')
  const body = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.record({
      name: fc.oneof(fc.constant('e'), fc.constantFrom(...inheritedNames), oddValue),
      channels: fc.oneof(fc.constant(['private-a']), fc.subarray(channels), oddValue),
      data: fc.oneof(fc.constant('1'), oddValue),
      socket_id: fc.oneof(fc.constant(undefined), oddValue),
      info: fc.oneof(fc.constant('user_count,cache'), fc.constant(attributes), oddValue),
    }),
    fc.record({
      batch: fc.oneof(
        fc.array(
          fc.record({
            name: fc.oneof(fc.constant('e'), oddValue),
            channel: fc.oneof(fc.constantFrom(...channels), oddValue),
            data: fc.oneof(fc.constant('1'), oddValue),
            info: fc.oneof(fc.constant('user_count'), oddValue),
          }),
          { maxLength: 11 },
        ),
        oddValue,
      ),
    }),
  )
  const request = fc.record({
    method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'POST', 'PUT', ''),
    route: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('/events', '/batch_events', ...routes) },
      { weight: 3, arbitrary: fc.constantFrom(...inheritedRoutes) },
      fc.string({ unit: 'binary' }),
    ),
    body,
    isSigned: fc.constantFrom(true, true, true, false),
    change: mutation,
    params: fc.dictionary(
      fc.constantFrom(
        'info',
        'filter_by_prefix',
        'name',
        'channel',
        'channels',
        'channels[]',
        'data',
        'socket_id',
        ...inheritedNames,
      ),
      fc.oneof(
        fc.string({ maxLength: 10 }),
        fc.constantFrom(...channels, attributes),
        oddValue.map((value) => JSON.stringify(value)),
      ),
    ),
  })
  const wire = new RawWire()
  const victim = wire.connect()
  victim.subscribe('private-a')
  const heap = new HeapWatch()
  const statuses = new Map<number, number>()
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
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      heap.look()
      expect([200, 202, 400, 401, 403, 404, 405, 413]).toContain(response.status)
      expect(response.body).not.toMatch(/\n\s+at /)
      const wasPublished = victim.take().length > 0
      expect(wasPublished && !(isSigned && response.status < 300)).toBe(false)
    }),
    { numRuns: total, seed },
  )
  expect(statuses.get(200)).toBeGreaterThan(0)
  if (isFull) report(`requests by status ${JSON.stringify(Object.fromEntries(statuses))}, ${heap.summary()}`)
})
