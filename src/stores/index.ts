export { libsqlStore } from './libsql-store.ts'
export type { LibsqlStoreOptions } from './libsql-store.ts'
export { postgresStore } from './postgres-store.ts'
export type { PostgresStoreOptions } from './postgres-store.ts'
