import { broadcasterFromEnvironment } from '../../../server/index.ts'
import type { Broadcaster } from '../../../server/index.ts'
import { CliError } from '../cli-error.ts'
import type { ClientSettings } from '../../http/dev-config.ts'

/** A backend outside this process, and how the console connects to it. */
export interface OutsideBackend {
  broadcaster: Broadcaster
  client: ClientSettings
}

/**
 * The backend from the `PUSHER_…` variables; null for none.
 *
 * @param ownKey - key of the dev app; variables with this key, printed by `keys`, refer to this server itself
 * @throws CliError when only a part of the group is set
 */
export function backendFromEnvironment(env: NodeJS.ProcessEnv, ownKey: string): OutsideBackend | null {
  if (env['PUSHER_KEY'] === ownKey) return null
  let broadcaster: Broadcaster | null
  try {
    broadcaster = broadcasterFromEnvironment(env)
  } catch (error) {
    throw new CliError(
      error instanceof Error ? error.message : 'The PUSHER_… variables cannot be read.',
      error,
    )
  }
  if (!broadcaster) return null
  const { key, cluster, useTls } = broadcaster
  const host = env['PUSHER_HOST']
  const place = host ? { wsHost: host, wsPort: Number(env['PUSHER_PORT'] ?? (useTls ? 443 : 80)) } : {}
  return { broadcaster, client: { appKey: key, cluster: cluster ?? '', forceTLS: useTls, ...place } }
}
