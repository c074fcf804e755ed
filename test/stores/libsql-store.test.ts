import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { libsqlStore } from 'react-pusher-kit/stores'
import { eventStoreContract, sharedStoreContract } from './event-store-contract.ts'

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
    async cleanUp() {
      await store.close()
      remove()
    },
  }
}

eventStoreContract(open)
sharedStoreContract(open)

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
