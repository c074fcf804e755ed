/**
 * Event stores for the reference server: one SQLite file through libsql, or PostgreSQL for several servers.
 *
 * @example
 * ```ts
 * import { createPusherServer } from 'react-pusher-kit/server'
 * import { libsqlStore, postgresStore } from 'react-pusher-kit/stores'
 *
 * const { DATABASE_URL: url } = process.env
 * const store = url ? await postgresStore({ connectionString: url }) : libsqlStore({ file: '.data/events.db' })
 * const server = createPusherServer({ authenticate: () => null, store })
 * ```
 *
 * @module
 */
export * from './stores/index.ts'
