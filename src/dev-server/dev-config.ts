import { isIP } from 'node:net'
import type { User } from '../server/index.ts'
import type { DevCredentials } from './dev-credentials.ts'

/** The person at the dev server. */
export const developer: User = { id: 'dev', info: { name: 'Developer' } }

/**
 * `GET /dev-config.json`: what the console needs to connect. It holds the dev token, so it is answered only to
 * pages of this machine or of an address: a page whose own host name was pointed here (DNS rebinding) gets none.
 */
export function devConfig(request: Request, { app, token }: DevCredentials): Response {
  const host = hostOf(request)
  if (!host || !isTrusted(host.hostname)) {
    return Response.json(
      { error: 'Expected the dev server to be opened by localhost or by an address.' },
      { status: 403 },
    )
  }
  const config = {
    appKey: app.key,
    cluster: '',
    wsHost: host.hostname,
    wsPort: Number(host.port || 80),
    forceTLS: false,
    token,
    user: developer,
  }
  return Response.json(config, { headers: { 'cache-control': 'no-store' } })
}

function hostOf(request: Request): URL | null {
  const host = request.headers.get('host')
  return host !== null && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}

function isTrusted(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || isIP(hostname.replace(/^\[|\]$/g, '')) > 0
  )
}
