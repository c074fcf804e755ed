import { StoreError } from '../../server/index.ts'

/** SQLSTATE classes after which a connection cannot be used: connection, operator, system and internal errors. */
const brokenClasses = ['08', '57', '58', 'XX']
/**
 * SQLSTATE classes after which the same statement may succeed later: insufficient resources, deadlocks, locks, a
 * standby, ended sessions.
 */
const passingStates = /^(53|40|55P03|25006|25P03|57)/
/** A cancelled statement, whose connection can still be used. */
const cancelled = '57014'
const locked = '55P03'

/** PostgreSQL's five-character code; undefined when the error does not come from the database. */
function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const isState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')
  return isState ? code : undefined
}

/** True when the connection must not be used again. */
export function isBroken(error: unknown): boolean {
  if (error instanceof StoreError) return false
  const state = sqlState(error)
  if (state === undefined) return true
  return state !== cancelled && brokenClasses.some((group) => state.startsWith(group))
}

/** True when the same statement may succeed later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StoreError || error instanceof TypeError) return false
  return isBroken(error) || passingStates.test(sqlState(error) ?? '')
}

/** True when another transaction has locked a row for longer than this one waits. */
export function isLocked(error: unknown): boolean {
  return sqlState(error) === locked
}

/** Converts an error of the database to a {@link StoreError}. The reason contains no host, user or password. */
export function unavailable(cause: unknown): StoreError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
  return new StoreError('store_unavailable', `Expected PostgreSQL to respond but got ${code}.`, { cause })
}
