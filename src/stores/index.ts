export { libsqlStore } from './libsql/libsql-store.ts'
export type { LibsqlStoreOptions } from './libsql/libsql-store.ts'
export { postgresStore } from './postgres/postgres-store.ts'
export type { PostgresStoreOptions } from './postgres/postgres-store.ts'
