import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { libsqlStore } from 'react-pusher-kit/stores'
import { counterContract } from '../counter-contract.ts'
import { backendContract } from '../backend-contract.ts'
import { cursorContract } from '../cursor-contract.ts'
import { eventStoreContract, sharedStoreContract } from '../event-store-contract.ts'
import { occupancyContract } from '../occupancy-contract.ts'
import { olderBy } from '../older-by.ts'
import { taskContract } from '../task-contract.ts'
import { webhookContract } from '../webhook-contract.ts'

function temporaryFile(): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'libsql-store-'))
  return { file: join(folder, 'events.db'), remove: () => rmSync(folder, { recursive: true }) }
}

async function open() {
  const { file, remove } = temporaryFile()
  const store = libsqlStore({ file })
  return {
    store,
    openAgain: async () => libsqlStore({ file }),
    async countRows(table: string) {
      const database = new Database(file)
      const { count } = database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }
      database.close()
      return count
    },
    async age(ms: number) {
      const database = new Database(file)
      database.exec(olderBy(ms))
      database.close()
    },
    async cleanUp() {
      await store.close()
      remove()
    },
  }
}

eventStoreContract(open)
sharedStoreContract(open)
cursorContract(open)
counterContract(open)
backendContract(open)
webhookContract(open)
occupancyContract(open)
taskContract(open)

it('keeps events, numbers and the epoch between two runs', async () => {
  const { file, remove } = temporaryFile()
  const first = libsqlStore({ file })
  const event = { event: 'log', data: { text: 'kept' }, timestamp: 0 }
  const { epoch } = await first.append({ channel: 'logs', events: [event], idempotencyKey: 'key' })
  await first.close()

  const second = libsqlStore({ file })
  const page = await second.history({ channel: 'logs', limit: 10 })
  expect(page).toMatchObject({ epoch, lastSeq: 1, events: [{ seq: 1, data: { text: 'kept' } }] })
  const repeated = await second.append({ channel: 'logs', events: [event], idempotencyKey: 'key' })
  expect(repeated.repeated).toBe(true)
  await second.close()
  remove()
})

it('says so when its file cannot be opened', () => {
  expect(() => libsqlStore({ file: join(tmpdir(), 'no-such-folder', 'events.db') })).toThrow(/open/)
})

describe('many reads at one time', () => {
  const event = { event: 'log', data: {}, timestamp: 0 }

  async function storeWithEvents(count: number) {
    const store = libsqlStore({ file: ':memory:' })
    await store.append({ channel: 'logs', events: Array.from({ length: count }, () => event) })
    const read = () => store.history({ channel: 'logs', limit: count })
    return { store, read }
  }

  it('leave the event loop to other work after each', async () => {
    const { store, read } = await storeWithEvents(100)
    const ended: string[] = []
    const reads = Array.from({ length: 20 }, async () => {
      await read()
      ended.push('read')
    })
    await nextTurn()
    ended.push('other work')
    await Promise.all(reads)
    expect(ended.indexOf('other work')).toBeLessThan(3)
    await store.close()
  })

  it('are refused when more than 1 000 wait', async () => {
    const { store, read } = await storeWithEvents(1)
    const results = await Promise.allSettled(Array.from({ length: 1002 }, read))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1001)
    expect(results.at(-1)).toMatchObject({ reason: { code: 'store_unavailable', retryAfter: 1 } })
    await store.close()
  })
})
