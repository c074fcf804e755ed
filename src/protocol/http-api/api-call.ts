import type { AppState } from '../hub/app-state.ts'

/** One authenticated and parsed call. */
export interface ApiCall {
  app: AppState
  params: URLSearchParams
  body: string
  /** The decoded groups of the route's pattern. */
  segments: readonly string[]
}
