// #region shared
import { Pool } from 'pg'
import type { RateLimitOptions } from 'react-pusher-kit/server'

/** Rate limits that all servers of the shop share. */
export function sharedLimits(connectionString: string): RateLimitOptions {
  const store = new Pool({ connectionString, connectionTimeoutMillis: 1000 })
  return { store, prefix: 'shop', perUser: { requests: 100, seconds: 10 } }
}
// #endregion
