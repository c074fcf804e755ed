import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'
import type { EventStore } from 'react-pusher-kit/server'
import { databases } from './databases.ts'

/** A store that servers share. */
export interface SharedStore {
  /** For the files of servers: `file` or `url`. */
  settings: object
  open: () => EventStore | Promise<EventStore>
  remove: () => unknown
}

async function shareLibsql(): Promise<SharedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'multi-server-'))
  const database = join(folder, 'events.db')
  return {
    settings: { file: database },
    open: () => libsqlStore({ file: database }),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

async function sharePostgres(start: (typeof databases)[number][1]): Promise<SharedStore> {
  const { url, remove } = await start('rpk_events')
  return {
    settings: { url },
    open: () => postgresStore({ connectionString: url }),
    remove,
  }
}

/** A store of each kind that servers can share on this machine. */
export const sharedStores: (readonly [name: string, share: () => Promise<SharedStore>])[] = [
  ['libsql', shareLibsql],
  ...databases
    .filter(([name]) => name === 'PostgreSQL')
    .map(([name, start]) => [name, () => sharePostgres(start)] as const),
]
