import type { AppState } from './app-state.ts'
import { closeCodes } from '../frames/codes.ts'
import type { Handshake } from './hub-types.ts'
import { limits } from './limits.ts'

export interface Refusal {
  code: number
  reason: string
}

/** Versions 1 to 3 are no longer supported (Pusher documentation, "Pusher Channels Protocol"). */
const oldestVersion = 4
const newestVersion = 7

/** The reason to refuse this connection, or null. */
export function refuseConnection(
  app: AppState | undefined,
  appKey: string,
  { query, tls = true }: Handshake,
): Refusal | null {
  if (!app) {
    return {
      code: closeCodes.unknownApp,
      reason: `App key ${appKey.slice(0, 64)} not in this cluster. Did you forget to specify the cluster?`,
    }
  }
  const { enabled = true, tlsOnly = false, maxConnections = limits.connections } = app.app
  if (!enabled) return { code: closeCodes.appDisabled, reason: 'Application disabled' }
  if (tlsOnly && !tls) {
    return {
      code: closeCodes.tlsOnly,
      reason: 'Application only accepts TLS connections, reconnect using wss://',
    }
  }
  const wrongVersion = query === undefined ? null : refuseVersion(query)
  if (wrongVersion) return wrongVersion
  if (app.sessions.size >= maxConnections) {
    return { code: closeCodes.overConnectionQuota, reason: 'Application is over connection quota' }
  }
  return null
}

/** The protocol version of a handshake; the newest one when the handshake has none. */
export function protocolVersion(query: string | undefined): number {
  return query === undefined ? newestVersion : Number(new URLSearchParams(query).get('protocol'))
}

function refuseVersion(query: string): Refusal | null {
  const version = new URLSearchParams(query).get('protocol')
  if (version === null || version === '') {
    return { code: closeCodes.noVersion, reason: 'No protocol version supplied' }
  }
  if (!/^\d+$/.test(version)) {
    return { code: closeCodes.invalidVersion, reason: 'Invalid protocol version' }
  }
  if (Number(version) < oldestVersion || Number(version) > newestVersion) {
    return {
      code: closeCodes.unsupportedVersion,
      reason: `Unsupported protocol version ${version}: use ${oldestVersion} to ${newestVersion}`,
    }
  }
  return null
}
