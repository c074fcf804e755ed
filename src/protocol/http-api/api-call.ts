import type { AppState } from '../hub/app-state.ts'

/** One call, authenticated and taken apart. */
export interface ApiCall {
  app: AppState
  params: URLSearchParams
  body: string
  /** What the route's groups matched, decoded. */
  segments: readonly string[]
}
