export { libsqlStore } from './libsql-store.ts'
export type { LibsqlStoreOptions } from './libsql-store.ts'
