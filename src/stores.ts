/**
 * Event stores for the reference server: one SQLite file through libsql.
 *
 * @example
 * ```ts
 * import { createPusherServer } from 'react-pusher-kit/server'
 * import { libsqlStore } from 'react-pusher-kit/stores'
 *
 * const store = libsqlStore({ file: '.data/events.db' })
 * const server = createPusherServer({ broadcaster, channels, authenticate, authorize, store })
 * ```
 *
 * @module
 */
export { libsqlStore } from './stores/index.ts'
export type { LibsqlStoreOptions } from './stores/index.ts'
