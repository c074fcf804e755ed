import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { signWebhook } from '../../src/protocol/index.ts'
import { patience } from '../run/time-limits.ts'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { buildKit, roundRobin, startServer, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'
import { sharedStores } from './shared-stores.ts'
import type { SharedStore } from './shared-stores.ts'

const file = './webhook-server.mjs'
/** ms within which another server goes on, and what a busy machine needs for it. */
const takeover = 3000

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
})
afterAll(() => kit.remove())

interface Handling {
  channel: string
  repeated: boolean
  at: number
}

function webhook(events: object[], timeMs = Date.now()): RequestInit {
  const body = JSON.stringify({ time_ms: timeMs, events })
  const signature = signWebhook({ key: 'key', secret: 'secret' }, body)
  return {
    method: 'POST',
    headers: { 'x-pusher-key': 'key', 'x-pusher-signature': signature },
    body,
  }
}

const occupied = (channel: string) => ({ name: 'channel_occupied', channel })

describe.each(sharedStores)('servers that share a store on %s', (_, share) => {
  let shared: SharedStore
  let upstream: StandInUpstream
  let processes: ServerProcess[] = []
  let settings: object

  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
    upstream.answer = (response, { path }) => {
      const answers: Record<string, object> = {
        '/apps/1/channels': { channels: { news: {}, 'presence-1': {} } },
        '/apps/1/channels/presence-1/users': { users: [{ id: '1' }, { id: '2' }] },
      }
      response.end(JSON.stringify(answers[path] ?? {}))
    }
    shared = await share()
    settings = { ...shared.settings, upstream: upstream.port }
    processes = await startServers(3, kit.folder, file, settings)
  })
  afterEach(async () => {
    await Promise.all(processes.map((server) => server.stop()))
    await upstream.close()
    await shared.remove()
  })

  /** What the handlers of all servers logged, by time. */
  function handlings(message: 'begun' | 'ended'): Handling[] {
    return processes
      .flatMap(({ lines }) => lines)
      .filter((line) => line.message === message)
      .map(({ details }) => details as Handling)
      .toSorted((a, b) => a.at - b.at)
  }
  const ended = (count: number) =>
    vi.waitFor(() => expect(handlings('ended')).toHaveLength(count), {
      timeout: patience,
      interval: 20,
    })

  async function send(to: ReturnType<typeof roundRobin>, init: RequestInit) {
    const response = await to('/pusher/webhook', init)
    expect(response.status).toBe(200)
    return (await response.json()) as { repeated: boolean }
  }

  it('handle 30 webhooks once each, one at a time, in the order of arrival', async () => {
    const next = roundRobin(processes)
    const names = Array.from({ length: 30 }, (_name, index) => `room-${index}`)
    let repeats = 0
    for (const [index, name] of names.entries()) {
      const init = webhook([occupied(name)])
      const answers =
        index % 3 === 0
          ? await Promise.all([send(next, init), send(next, init), send(next, init)])
          : [await send(next, init)]
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
      repeats += answers.length - 1
    }
    expect(repeats).toBe(20)
    await ended(30)
    const begun = handlings('begun')
    expect(begun.map(({ channel }) => channel)).toEqual(names)
    expect(begun.filter(({ repeated }) => repeated)).toEqual([])
    // None begins before the one before it has ended.
    const ends = handlings('ended').map(({ at }) => at)
    for (const [index, { at }] of begun.entries()) expect(at).toBeGreaterThan(ends[index - 1] ?? 0)
  })

  /** The answer of each server. */
  const tables = () =>
    Promise.all(
      processes.map(async ({ url }) => {
        const { channels } = (await (await fetch(`${url}/admin/channels`)).json()) as {
          channels: { channel: string; members: string[] }[]
        }
        return channels
      }),
    )

  it('answer with the same channel table, in whatever order webhooks come', async () => {
    const next = roundRobin(processes)
    // After what the backend reported at the start.
    const now = Date.now() + 10_000
    const member = (name: string, id: number) => ({ name, channel: 'presence-1', user_id: `${id}` })
    const webhooks = Array.from({ length: 30 }, (_webhook, index) =>
      webhook([occupied(`room-${index}`), member('member_added', index)], now + index),
    )
    const departures = Array.from({ length: 10 }, (_webhook, index) =>
      webhook(
        [{ name: 'channel_vacated', channel: `room-${index}` }, member('member_removed', index)],
        now + 1000 + index,
      ),
    )
    // Half of the departures come before the arrivals that they end, and all webhooks at two servers.
    for (const init of [...departures.slice(5), ...webhooks, ...departures.slice(0, 5)]) {
      await Promise.all([send(next, init), send(next, init)])
    }
    const [first, ...others] = await tables()
    expect(first?.filter(({ channel }) => channel.startsWith('room-'))).toHaveLength(20)
    const present = first?.find(({ channel }) => channel === 'presence-1')?.members
    expect(present).toEqual(Array.from({ length: 20 }, (_id, index) => `${index + 10}`))
    expect(others).toEqual([first, first])
  })

  it('read the channels from the backend once, at the first start', async () => {
    const asked = () => upstream.calls.filter(({ path }) => path === '/apps/1/channels').length
    const both = [
      { channel: 'news', members: [] },
      { channel: 'presence-1', members: ['1', '2'] },
    ]
    await vi.waitFor(async () => expect(await tables()).toMatchObject([both, both, both]), {
      timeout: patience,
    })
    const last = await startServer(kit.folder, file, settings)
    processes = [...processes, last]
    expect((await tables()).at(-1)).toMatchObject(both)
    expect(asked()).toBe(1)
  })

  it('handle a webhook again whose server was killed in the middle, then those behind it', async () => {
    await send(roundRobin(processes), webhook([occupied('stuck-1')]))
    await vi.waitFor(() => expect(handlings('begun')).toHaveLength(1), {
      timeout: patience,
      interval: 10,
    })
    // Any server may have taken it.
    const isBegun = ({ lines }: ServerProcess) => lines.some(({ message }) => message === 'begun')
    const stuck = processes.find(isBegun)
    const others = processes.filter((server) => server !== stuck)
    await send(roundRobin(others), webhook([occupied('behind')]))
    // As long as the process lives, nobody takes its webhook.
    await new Promise((resolve) => setTimeout(resolve, takeover))
    expect(handlings('begun')).toHaveLength(1)
    await stuck?.kill()
    const killedAt = performance.timeOrigin + performance.now()
    await ended(2)
    const again = handlings('begun').slice(1)
    expect(again).toMatchObject([
      { channel: 'stuck-1', repeated: true },
      { channel: 'behind', repeated: false },
    ])
    const waited = (again[0]?.at ?? Infinity) - killedAt
    console.log(`taken over ${Math.round(waited)} ms after the end`)
    expect(waited).toBeLessThan(takeover)
  })

  it('leave the webhooks of a server that is stopped to the others at once', async () => {
    const [first] = processes
    await send(roundRobin(processes.slice(0, 1)), webhook([occupied('room-1')]))
    await ended(1)
    await first?.stop()
    await send(roundRobin(processes), webhook([occupied('room-2')]))
    await ended(2)
    expect(handlings('begun')).toMatchObject([{ repeated: false }, { repeated: false }])
  })

  it('catch up in a process that lives for one request', async () => {
    await send(roundRobin(processes.slice(0, 1)), webhook([occupied('stuck-1')]))
    await vi.waitFor(() => expect(handlings('begun')).toHaveLength(1), {
      timeout: patience,
      interval: 10,
    })
    await Promise.all(processes.map((server) => server.kill()))
    const brief = await startServer(kit.folder, file, {
      ...settings,
      lifetime: 'request',
    })
    processes = [...processes, brief]
    await vi.waitFor(
      async () => {
        await (await fetch(`${brief.url}/api/v1/pusher/status`)).text()
        expect(handlings('ended')).toMatchObject([{ channel: 'stuck-1', repeated: true }])
      },
      { timeout: patience, interval: 200 },
    )
  })
})
