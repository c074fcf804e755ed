import { bytesToBase64 } from '../../protocol/index.ts'
import type { PusherClient, PusherCredentials } from './pusher-client.ts'

/** An instance of Pusher's Node library, whose type does not include its settings. */
export type PusherInstance = PusherClient

interface InstanceConfig {
  appId?: unknown
  scheme?: unknown
  token?: { key?: unknown; secret?: unknown }
  encryptionMasterKey?: unknown
  timeout?: unknown
}

export function isPusherInstance(value: object): value is PusherInstance {
  return 'trigger' in value && typeof value.trigger === 'function'
}

/** @throws when it is not an instance of Pusher's Node library */
export function settingsOf(instance: PusherInstance): PusherCredentials & { useTLS: boolean } {
  const { config = {} } = instance as { config?: InstanceConfig }
  const { appId, token, scheme, timeout, encryptionMasterKey: masterKey } = config
  const { key, secret } = token ?? {}
  if (typeof key !== 'string' || typeof secret !== 'string') {
    throw new Error('Expected an instance of the `pusher` package but got one without key and secret.')
  }
  return {
    appId: String(appId),
    key,
    secret,
    useTLS: scheme === 'https',
    ...(typeof timeout === 'number' && timeout > 0 ? { timeout } : {}),
    ...(masterKey instanceof Uint8Array ? { encryptionMasterKey: bytesToBase64(masterKey) } : {}),
  }
}
