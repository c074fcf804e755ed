/**
 * Error texts with their remedies. In `dist`, this module is imported as `#texts`, which package.json resolves to
 * `texts-short.ts` with the condition `production` of a bundler.
 */
export const reservedName =
  'the name of a property of Object.prototype, which pusher-js cannot use for a channel; choose another name'

export const withoutEncryption =
  "a pusher-js without encryption; import Pusher from 'pusher-js/with-encryption' and pass createClient"

export const noClientEvents =
  'a channel that carries none; use a private or presence channel, or an event without client-'

export const reservedKey = (key: string): string =>
  `a payload with the key ${key}; only the server may write it, so use another key`

export const queueFull = (limit: number): string =>
  `${limit} queued events; await the promise, or set coalesce`

export const unconfirmed = 'a lost connection; the event may have arrived, or not'

/** Instead of the response of an endpoint. */
export const pageInstead = (status: number, url: string): string =>
  `an HTML page (${status}), which the app's own server returns for an unknown path. Proxy ${url} to the Pusher ` +
  'server of the app (in Vite: server.proxy, in Next.js: rewrites), or set endpoints to its full URL'

export const noCluster = (name: string): string =>
  `Expected a cluster for ${name}, or a self-hosted server's options.wsHost, but got neither; copy the cluster from the app's keys in Pusher's dashboard, such as cluster="eu".`

export const secretInOptions =
  'Expected pusher-js options but got a secret among them; keep it on the server.'

export const plainChannels =
  'Expected channels from defineChannels() but got a plain object; its payloads are not validated.'

export const noProvider = (hook: string): string =>
  `\`${hook}\` must be used within \`<PusherProvider>\`: Expected a provider above this component but got none. Wrap the app in it.`

export const noChannelName =
  'Expected a channel name but got null; wait for the name before you send to the channel.'

export const noDebugLog = (error: unknown): string =>
  `react-pusher-kit: Expected the module of the debug log to load but got ${String(error)}. Reload the page.`
