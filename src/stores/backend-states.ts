import type { BackendState, StoredFailure } from '../server/index.ts'

/** One day, ms. */
export const day = 24 * 60 * 60_000

/** Numbers are strings where the driver does not convert them. */
export interface BackendRow {
  backend: string
  version: number | string
  outOfQuotaFor: number | string
  restsFor: number | string
  rests: number | string
  failure: string | null
  messages: number | string
  errors: number | string
}

/** Converts a row to a state. */
export function backendState({ backend, failure, ...row }: BackendRow): BackendState {
  return {
    backend,
    version: Number(row.version),
    outOfQuotaFor: Math.max(0, Number(row.outOfQuotaFor)),
    restsFor: Math.max(0, Number(row.restsFor)),
    rests: Number(row.rests),
    failure: failure === null ? null : (JSON.parse(failure) as StoredFailure),
    messages: Number(row.messages),
    errors: Number(row.errors),
  }
}

/** The initial state of a backend that no server has written yet. */
export function newBackendState(backend: string): BackendState {
  return {
    backend,
    version: 0,
    outOfQuotaFor: 0,
    restsFor: 0,
    rests: 0,
    failure: null,
    messages: 0,
    errors: 0,
  }
}

/** The states of the named backends, in their order. */
export function statesOf(names: readonly string[], rows: readonly BackendRow[]): BackendState[] {
  const states = new Map(rows.map((row) => [row.backend, backendState(row)]))
  return names.map((name) => states.get(name) ?? newBackendState(name))
}
