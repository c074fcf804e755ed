import type { AppState } from '../hub/app-state.ts'
import { channelKind } from '../frames/names.ts'
import { ApiError } from '../frames/protocol-error.ts'

/** The comma-separated `info` parameter. */
export function readInfo(info: string | null): string[] {
  return (info ?? '')
    .split(',')
    .map((attribute) => attribute.trim())
    .filter((attribute) => attribute !== '')
}

/** The requested attributes of one channel. @throws ApiError when the channel has no such attribute */
export function attributesOf(app: AppState, name: string, info: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    info.map((attribute) => {
      const { value, missing } = readAttribute(app, name, attribute)
      if (missing !== undefined) throw new ApiError(400, missing)
      return [attribute, value]
    }),
  )
}

/**
 * The same for a channel that an event is sent to: omits attributes that the channel does not have.
 *
 * @throws ApiError when no channel has it
 */
export function knownAttributesOf(
  app: AppState,
  name: string,
  info: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    info.flatMap((attribute) => {
      const { value, missing } = readAttribute(app, name, attribute)
      return missing === undefined ? [[attribute, value]] : []
    }),
  )
}

/** An attribute's value, or the reason why the channel has none. */
interface Attribute {
  value?: unknown
  missing?: string
}

function readAttribute(app: AppState, name: string, attribute: string): Attribute {
  const channel = app.channels.get(name)
  const { kind, cache } = channelKind(name)
  switch (attribute) {
    case 'user_count':
      if (kind === 'presence') return { value: channel?.memberCount ?? 0 }
      return { missing: 'Cannot retrieve the user count unless the channel is a presence channel' }
    case 'subscription_count':
      if (app.app.subscriptionCount !== false) return { value: channel?.subscriptionCount ?? 0 }
      return { missing: 'Subscription counting is not enabled for this application' }
    case 'cache':
      if (cache) return { value: cachedOf(app, name) }
      return { missing: 'Cannot retrieve the cache unless the channel is a cache channel' }
    default:
      throw new ApiError(400, `Unknown info attribute: ${attribute.slice(0, 64)}`)
  }
}

function cachedOf({ cache }: AppState, name: string): { data: string; ttl: number } | null {
  const cached = cache.get(name)
  return cached && { data: cached.data, ttl: Math.ceil((cache.timeLeft(name) ?? 0) / 1000) }
}
