import pg from 'pg'
import { expect, it } from 'vitest'
import { postgresStore } from 'react-pusher-kit/stores'
import { newDatabase } from './databases.ts'
import { counterContract } from '../stores/counter-contract.ts'
import { backendContract } from '../stores/backend-contract.ts'
import { cursorContract } from '../stores/cursor-contract.ts'
import { eventStoreContract, sharedStoreContract } from '../stores/event-store-contract.ts'
import { occupancyContract } from '../stores/occupancy-contract.ts'
import { olderBy } from '../stores/older-by.ts'
import { taskContract } from '../stores/task-contract.ts'
import { webhookContract } from '../stores/webhook-contract.ts'

async function open() {
  const { url, query, drop } = await newDatabase()
  const store = await postgresStore({ connectionString: url })
  return {
    store,
    openAgain: () => postgresStore({ connectionString: url }),
    async countRows(table: string) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM rpk_${table}`,
      )
      await client.end()
      return rows[0]?.count ?? 0
    },
    age: (ms: number) => query(olderBy(ms, 'rpk_')),
    async cleanUp() {
      await store.close()
      await drop()
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

it('makes its tables once when several servers start at the same moment', async () => {
  const { url, drop } = await newDatabase()
  const stores = await Promise.all(Array.from({ length: 5 }, () => postgresStore({ connectionString: url })))
  const event = { event: 'log', data: { text: 'x' }, timestamp: 0 }
  const results = await Promise.all(stores.map((store) => store.append({ channel: 'logs', events: [event] })))
  expect(new Set(results.map(({ firstSeq }) => firstSeq))).toEqual(new Set([1, 2, 3, 4, 5]))
  expect(new Set(results.map(({ epoch }) => epoch)).size).toBe(1)
  await Promise.all(stores.map((store) => store.close()))
  await drop()
})

it('says so when the database cannot be reached', async () => {
  await expect(postgresStore({ connectionString: 'postgres://test@127.0.0.1:9/none' })).rejects.toThrow(
    /ECONNREFUSED/,
  )
})
