/** What the dev server tells a page of its own about how to connect. */
export interface DevConfig {
  appKey: string
  cluster: string
  wsHost: string
  wsPort: number
  forceTLS: boolean
  token: string
}

function isDevConfig(value: unknown): value is DevConfig {
  return typeof value === 'object' && value !== null && 'appKey' in value && typeof value.appKey === 'string'
}

/** @throws when the dev server cannot be reached or answers something else */
export async function loadDevConfig(signal: AbortSignal): Promise<DevConfig> {
  const response = await fetch('./dev-config.json', { signal })
  if (!response.ok) throw new Error(`Expected the dev server's settings, but got status ${response.status}.`)
  const value: unknown = await response.json()
  if (!isDevConfig(value)) throw new Error('Expected the dev server’s settings, but got something else.')
  return value
}
