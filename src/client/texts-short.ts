/**
 * The texts of `texts.ts` for production bundles: a link to docs/errors.md instead of a remedy. Whole literals, because
 * esbuild keeps unused constants that are composed of others.
 */
export const reservedName = 'a reserved name; see react-pusher-kit/docs/errors.md#subscription_failed'

export const withoutEncryption =
  'a pusher-js without encryption; see react-pusher-kit/docs/errors.md#subscription_failed'

export const noClientEvents =
  'a channel that carries none; see react-pusher-kit/docs/errors.md#trigger_failed'

export const reservedKey = (key: string): string =>
  `a payload with the key ${key}; see react-pusher-kit/docs/errors.md#trigger_failed`

export const queueFull = (limit: number): string =>
  `${limit} queued events; see react-pusher-kit/docs/errors.md#trigger_failed`

export const unconfirmed = 'a lost connection; see react-pusher-kit/docs/errors.md#trigger_failed'

export const pageInstead = (status: number): string =>
  `an HTML page (${status}); see react-pusher-kit/docs/errors.md#request_failed`

export const noCluster = (name: string): string =>
  `Expected a cluster for ${name}, or options.wsHost, but got neither; see react-pusher-kit/docs/errors.md#invalid_config`

export const secretInOptions =
  'Expected pusher-js options but got a secret among them; see react-pusher-kit/docs/errors.md#invalid_config'

export const plainChannels =
  'Expected channels from defineChannels() but got a plain object; see react-pusher-kit/docs/errors.md#invalid_config'

export const noProvider = (hook: string): string =>
  `\`${hook}\` must be used within \`<PusherProvider>\`; see react-pusher-kit/docs/errors.md#provider_missing`

export const noChannelName = 'Expected a channel name but got null'

export const noDebugLog = (error: unknown): string =>
  `react-pusher-kit: Expected the module of the debug log to load but got ${String(error)}`
