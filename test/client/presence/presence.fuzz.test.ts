import fc from 'fast-check'
import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher, type RemoteMember } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { receive } from '../support/raw-frame.ts'

const room = 'presence-room'
const names = ['ana', 'ben', 'cem', 'dan'] as const
const name = fc.constantFrom(...names)
const runs = process.env.FUZZ === 'full' ? 5000 : 150

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What happens in the room, and to the connection of who looks into it. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('join' as const), id: name }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('leave' as const), id: name }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('drop' as const), code: fc.constantFrom(1006, 4200) }),
  },
  fc.constantFrom(
    { kind: 'disconnect' as const },
    { kind: 'connect' as const },
    { kind: 'look away' as const },
    { kind: 'look again' as const },
    { kind: 'resubscribe' as const },
  ),
)
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never
const step = fc.record({ happening, pause: fc.constantFrom(0, 0, 1, 3, 20, 1500) })

/** Joins and leaves as they are told, checked against who was there before. */
function watch(store: ReturnType<ReturnType<typeof createPusherKit>['presence']>) {
  let seen: Set<string> | null = null
  const present = () => store.getSnapshot().members.map(({ id }) => id)
  const begin = (reported: string[], id: string) => {
    seen ??= new Set(reported.filter((other) => other !== id))
    return seen
  }
  const offs = [
    store.subscribe(() => {
      if (store.getSnapshot().status === 'subscribed') seen ??= new Set(present())
    }),
    store.onJoin(({ id }) => {
      const before = begin(present(), id)
      expect({ id, joined: before.has(id) }).toEqual({ id, joined: false })
      before.add(id)
    }),
    store.onLeave(({ id }) => {
      const before = begin([...present(), id], '')
      expect({ id, left: before.has(id) }).toEqual({ id, left: true })
      before.delete(id)
    }),
  ]
  // Somebody may have looked until this very tick.
  if (store.getSnapshot().count > 0) seen = new Set(present())
  return {
    seen: () => [...(seen ?? [])].toSorted(),
    stop() {
      for (const off of offs) off()
    },
  }
}

describe('whatever happens, in whatever order', () => {
  it('who was told of every join and leave knows who is there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 0, max: 8 }),
        async (steps, latency) => {
          const mock = createMockPusher({ latency: [0, latency] })
          const errors: unknown[] = []
          const kit = createPusherKit({ ...mock.provider, onError: (error) => errors.push(error) })
          const store = kit.presence(room)
          const tabs = new Map<string, RemoteMember[]>()
          let watched: ReturnType<typeof watch> | null = watch(store)
          const apply = (next: Happening) => {
            if (next.kind === 'join') {
              const { id } = next
              tabs.set(id, [...(tabs.get(id) ?? []), mock.join(room, { id })])
            }
            if (next.kind === 'leave') tabs.get(next.id)?.pop()?.leave()
            if (next.kind === 'drop') mock.connections.find(({ user }) => user)?.close(next.code)
            if (next.kind === 'disconnect') kit.connection.disconnect()
            if (next.kind === 'connect') kit.connection.connect()
            if (next.kind === 'resubscribe') {
              kit.client?.unsubscribe(room)
              kit.client?.subscribe(room)
            }
            if (next.kind === 'look away') {
              watched?.stop()
              watched = null
            }
            if (next.kind === 'look again') watched ??= watch(store)
          }
          for (const { happening: next, pause } of steps) {
            // By a timer: fake time puts what is asked for outside of a tick before what waits inside of one.
            setTimeout(apply, 0, next)
            await vi.advanceTimersByTimeAsync(pause)
          }
          setTimeout(apply, 0, { kind: 'look again' })
          setTimeout(apply, 0, { kind: 'connect' })
          await vi.advanceTimersByTimeAsync(5000)
          const there = [...names.filter((id) => tabs.get(id)?.length), 'me'].toSorted()
          const shown = store.getSnapshot().members.map(({ id }) => id)
          expect(shown.toSorted()).toEqual(there)
          expect(watched?.seen()).toEqual(there)
          expect(store.getSnapshot()).toMatchObject({ isStale: false, count: there.length, me: { id: 'me' } })
          expect(errors.filter((error) => (error as { code?: string }).code === 'handler_threw')).toEqual([])
          kit.dispose()
          mock.dispose()
        },
      ),
      { numRuns: runs },
    )
  }, 600_000)

  it('frames that contradict each other tell nobody twice', async () => {
    const frame = fc.oneof(
      fc.record({ event: fc.constantFrom('member_added', 'member_removed'), id: name }),
      fc.record({ event: fc.constant('subscription_succeeded'), ids: fc.uniqueArray(name) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 30 }), async (frames) => {
        const mock = createMockPusher()
        const errors: unknown[] = []
        const kit = createPusherKit({ ...mock.provider, onError: (error) => errors.push(error) })
        const store = kit.presence(room)
        const watched = watch(store)
        await vi.advanceTimersByTimeAsync(10)
        const present = new Set(['me'])
        for (const next of frames) {
          if ('ids' in next) {
            present.clear()
            for (const id of next.ids) present.add(id)
            const presence = {
              ids: next.ids,
              count: next.ids.length,
              hash: Object.fromEntries(next.ids.map((id) => [id, {}])),
            }
            receive(kit, {
              event: 'pusher_internal:subscription_succeeded',
              channel: room,
              data: { presence },
            })
          } else {
            if (next.event === 'member_added') present.add(next.id)
            else present.delete(next.id)
            const data = { user_id: next.id, user_info: {} }
            receive(kit, { event: `pusher_internal:${next.event}`, channel: room, data })
          }
        }
        expect(
          store
            .getSnapshot()
            .members.map(({ id }) => id)
            .toSorted(),
        ).toEqual([...present].toSorted())
        expect(watched.seen()).toEqual([...present].toSorted())
        expect(errors).toEqual([])
        kit.dispose()
        mock.dispose()
      }),
      { numRuns: runs },
    )
  }, 600_000)
})
