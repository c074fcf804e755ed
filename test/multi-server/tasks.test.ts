import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventStore } from 'react-pusher-kit/server'
import { patience } from '../run/time-limits.ts'
import { StandInUpstream } from '../server/broadcaster/stand-in-upstream.ts'
import { buildKit, startServers } from './server-processes.ts'
import type { ServerProcess } from './server-processes.ts'
import { sharedStores } from './shared-stores.ts'
import type { SharedStore } from './shared-stores.ts'

/** ms from the end of a process until its tasks are reported as failed. */
const reportedWithin = 35_000

let kit: Awaited<ReturnType<typeof buildKit>>
beforeAll(async () => {
  kit = await buildKit()
})
afterAll(() => kit.remove())

// At once: each waits for half a minute.
describe.concurrent.each(sharedStores)('servers that share a store on %s', (_, share) => {
  let shared: SharedStore
  let store: EventStore
  let upstream: StandInUpstream
  let processes: ServerProcess[] = []

  beforeEach(async () => {
    upstream = await new StandInUpstream().open()
    shared = await share()
    store = await shared.open()
    const settings = { ...shared.settings, upstream: upstream.port }
    processes = await startServers(3, kit.folder, './task-server.mjs', settings)
  })
  afterEach(async () => {
    for (const server of processes) server.thaw()
    await Promise.all(processes.map((server) => server.stop()))
    await store.close()
    await upstream.close()
    await shared.remove()
  })

  async function call(index: number, path: string): Promise<string> {
    const response = await fetch(`${processes[index]?.url}${path}`)
    expect(response.status).toBe(200)
    return response.text()
  }
  async function ends(): Promise<Record<string, unknown>[]> {
    const { events } = await store.history({ channel: 'private-user-42', limit: 100 })
    return events.map(({ data }) => data).filter(({ status }) => status !== 'running')
  }

  it(
    'report the tasks of a killed one as failed, once each, and no others',
    { timeout: 180_000 },
    async () => {
      const killed = [await call(0, '/start?kind=killed-1'), await call(0, '/start?kind=killed-2')]
      const frozen = await call(1, '/start?kind=frozen')
      await call(2, '/start?kind=runs')
      await call(0, '/start?kind=done')
      await call(0, '/complete?kind=done')
      await processes[0]?.kill()
      processes[1]?.freeze()
      const endedAt = performance.now()
      await vi.waitFor(async () => expect(await ends()).toHaveLength(4), {
        timeout: reportedWithin + patience,
        interval: 100,
      })
      console.log(`reported after ${Math.round(performance.now() - endedAt)} ms`)
      // 30 s after the last renewal, which was within 5 s before the end.
      expect(performance.now() - endedAt).toBeGreaterThan(24_000)
      const all = await ends()
      expect(all[0]).toMatchObject({ kind: 'done', status: 'completed' })
      const failures = all.slice(1)
      expect(new Set(failures.map((data) => data['task_id']))).toEqual(new Set([...killed, frozen]))
      for (const failure of failures) expect(failure).toMatchObject({ status: 'failed', percent: 40 })

      // The task of a process that was frozen has ended; one that runs goes on.
      processes[1]?.thaw()
      await call(1, '/complete?kind=frozen')
      await call(2, '/complete?kind=runs')
      expect(await ends()).toEqual([...all, expect.objectContaining({ kind: 'runs', status: 'completed' })])
      await vi.waitFor(
        () => expect(upstream.taken.filter(({ data }) => data.includes('"failed"'))).toHaveLength(3),
        { timeout: patience },
      )
    },
  )
})
