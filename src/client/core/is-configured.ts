import type { KitCore } from './kit-core.ts'

/** Whether there is a client to connect. `client: null` means that the app passes one later. */
export function isConfigured({ settings: { appKey, client } }: KitCore): boolean {
  return Boolean(appKey) || client !== undefined
}
