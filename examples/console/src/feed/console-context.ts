import { createContext, use } from 'react'
import type { DevConfig } from '../dev-config/dev-config.ts'
import type { ConsoleApi } from './console-api.ts'
import type { FeedStore } from './feed-store.ts'

interface ConsoleParts {
  config: DevConfig
  /** Bearer token of the developer; null for none. */
  token: string | null
  api: ConsoleApi
  feed: FeedStore
}

export const ConsoleContext = createContext<ConsoleParts | null>(null)

export function useConsole(): ConsoleParts {
  const parts = use(ConsoleContext)
  if (!parts) throw new Error('useConsole must be used within <ConsoleContext>')
  return parts
}
