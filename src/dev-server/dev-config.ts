import { isIP } from 'node:net'
import type { User } from '../server/index.ts'

/** The person at the dev server. */
export const developer: User = { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] }

/** What pusher-js needs to connect; host and port are left out for Pusher's own clusters. */
export interface ClientSettings {
  appKey: string
  cluster: string
  wsHost?: string
  wsPort?: number
  forceTLS: boolean
}

export interface DevConfigParts {
  appKey: string
  token: string
  /** Another backend than this server. */
  outside: ClientSettings | null
}

/**
 * `GET /dev-config.json`: what the console needs to connect. It holds the dev token, so it is answered only to
 * pages of this machine or of an address: a page whose own host name was pointed here (DNS rebinding) gets none.
 */
export function devConfig(request: Request, { appKey, token, outside }: DevConfigParts): Response {
  const host = hostOf(request)
  if (!host || !isTrusted(host.hostname)) {
    const error = 'Expected the dev server to be opened by localhost or by an address.'
    return Response.json({ error }, { status: 403 })
  }
  const own = {
    appKey,
    cluster: '',
    wsHost: host.hostname,
    wsPort: Number(host.port || 80),
    forceTLS: false,
  }
  const config = { ...(outside ?? own), token, user: developer }
  return Response.json(config, { headers: { 'cache-control': 'no-store' } })
}

function hostOf(request: Request): URL | null {
  const host = request.headers.get('host')
  return host !== null && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}

function isTrusted(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || isIP(hostname.replaceAll(/[[\]]/g, '')) > 0
  )
}
