import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HttpError, StoreError } from 'react-pusher-kit/server'
import type { StoredTask, TaskStore } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { TaskWatch } from '../../../src/server/publishing/task-watch.ts'
import { demoServer } from '../demo-server.ts'
import { passTime } from '../pass-time.ts'

describe('a task whose process has ended', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const openStore = () => libsqlStore({ file: ':memory:' })

  function server(store: ReturnType<typeof openStore>, options: Parameters<typeof demoServer>[0] = {}) {
    return demoServer({ store, ...options }).server
  }
  async function reported(store: ReturnType<typeof openStore>) {
    const page = store.history({ channel: 'private-user-42', limit: 100 })
    await passTime(20)
    return (await page).events.map(({ event, data }) => ({ event, ...data }))
  }
  const left: StoredTask = { id: 'left', userId: '42', kind: 'report', percent: 40 }

  it('is reported as failed once, 30 s after its last renewal and 5 s later at most', async () => {
    const store = openStore()
    await store.tasks?.add(left)
    const servers = [server(store), server(store), server(store)]
    await passTime(29_000)
    expect(await reported(store)).toEqual([])
    await passTime(6500)
    const failure = {
      event: 'progress.updated',
      task_id: 'left',
      kind: 'report',
      status: 'failed',
      percent: 40,
      message: 'The task was interrupted.',
    }
    // libsql works in a thread of its own, which a busy machine may hold back.
    await expect.poll(() => reported(store)).toEqual([failure])
    await passTime(60_000)
    expect(await reported(store)).toEqual([failure])
    await Promise.all(servers.map((each) => each.close()))
  })

  it('is not reported while its process lives, with or without progress, or when it has ended by itself', async () => {
    const store = openStore()
    const runs = server(store)
    const other = server(store)
    const quiet = runs.createTask('42', 'quiet')
    const brief = runs.createTask('42', 'brief')
    await passTime(100_000)
    const completed = brief.complete({ text: 'Done.' })
    await passTime(50)
    await completed
    // A closed server goes on with its tasks.
    await Promise.all([runs.close(), passTime(6000)])
    await passTime(60_000)
    const failed = quiet.fail('gave up')
    await passTime(50)
    await failed
    await passTime(60_000)
    expect(await reported(store)).toMatchObject([
      { kind: 'brief', status: 'completed' },
      { kind: 'quiet', status: 'failed', message: 'gave up' },
    ])
    expect(await store.tasks?.claim(10)).toEqual([])
    await other.close()
  })

  it('publishes nothing more when it was frozen, and another server has reported it', async () => {
    const store = openStore()
    const task = server(store, { lifetime: 'request' }).createTask('42', 'report')
    await passTime(10)
    // What another server does meanwhile.
    const tasks = store.tasks as TaskStore
    const found: string[] = []
    vi.setSystemTime(Date.now() + 31_000)
    for (const { id } of await tasks.claim(10)) found.push(id)
    expect(found).toEqual([task.id])
    await tasks.remove(found)
    await passTime(5100)
    await task.progress(50)
    await task.complete({ text: 'late' })
    expect(await reported(store)).toEqual([])
  })

  it('ends once, though its process and another server end it at the same time', async () => {
    const store = openStore()
    const frozen = server(store, { lifetime: 'request' })
    const task = frozen.createTask('42', 'report')
    await passTime(10)
    const others = [server(store), server(store)]
    vi.setSystemTime(Date.now() + 31_000)
    const catchUp = Promise.all(others.map((each) => each.catchUp()))
    const completed = task.complete({ text: 'Done.' })
    await passTime(200)
    await Promise.all([catchUp, completed])
    expect(await reported(store)).toHaveLength(1)
  })

  it('is reported by a request where processes live for one, and by `catchUp`', async () => {
    const store = openStore()
    await store.tasks?.add(left)
    await store.tasks?.add({ ...left, id: 'second' })
    const brief = server(store, { lifetime: 'request' })
    await passTime(40_000)
    expect(await reported(store)).toEqual([])
    const answer = brief.fetch(new Request('http://localhost/api/v1/pusher/status'))
    await passTime(200)
    await answer
    expect(await reported(store)).toHaveLength(2)
    await store.tasks?.add({ ...left, id: 'third' })
    await passTime(31_000)
    const found = brief.catchUp()
    await passTime(200)
    expect(await found).toBe(1)
    expect(await reported(store)).toHaveLength(3)
  })

  it('is reported again until that succeeds, unless the event can never be sent', async () => {
    const store = openStore()
    await store.tasks?.add(left)
    await store.tasks?.add({ ...left, id: 'refused' })
    const tried: string[] = []
    const lines: string[] = []
    const watch = new TaskWatch({
      tasks: store.tasks as TaskStore,
      async publishFailure({ id }) {
        tried.push(id)
        if (id === 'refused') throw new HttpError(400, 'invalid_field', 'never')
        if (tried.length < 4) throw new StoreError('store_unavailable', 'away')
      },
      log: (level, message) => lines.push(`${level} ${message}`),
    })
    watch.start()
    await passTime(90_000)
    expect(tried.toSorted()).toEqual(['left', 'left', 'left', 'refused'])
    expect(await store.tasks?.claim(10)).toEqual([])
    await watch.close()
  })

  it('is stored and renewed though the store was away, which is logged once', async () => {
    const store = openStore()
    const tasks = store.tasks as TaskStore
    let isAway = true
    const lines: string[] = []
    const orAway = async <T>(access: () => Promise<T>) => {
      if (isAway) throw new StoreError('store_unavailable', 'away')
      return access()
    }
    const watch = new TaskWatch({
      tasks: {
        add: (task) => orAway(() => tasks.add(task)),
        renew: (all) => orAway(() => tasks.renew(all)),
        claim: (limit) => orAway(() => tasks.claim(limit)),
        remove: (ids) => orAway(() => tasks.remove(ids)),
      },
      publishFailure: async () => {},
      log: (level, message) => lines.push(`${level} ${message}`),
    })
    watch.add({ ...left, onLost: () => {} })
    watch.add({ ...left, id: 'ends', onLost: () => {} })
    await passTime(20_000)
    await watch.remove('ends')
    expect(lines).toEqual(['error tasks could not be written or read'])
    isAway = false
    await passTime(5100)
    vi.setSystemTime(Date.now() + 31_000)
    expect(await tasks.claim(10)).toEqual([left])
    await watch.close()
  })
})
