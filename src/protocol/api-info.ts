import type { AppState } from './app-state.ts'
import { channelKind } from './names.ts'
import { ApiError } from './protocol-error.ts'

/** The comma-separated `info` parameter. */
export function readInfo(info: string | null): string[] {
  return (info ?? '')
    .split(',')
    .map((attribute) => attribute.trim())
    .filter((attribute) => attribute !== '')
}

/** The attributes of one channel that were asked for. @throws ApiError when the channel has no such attribute */
export function attributesOf(app: AppState, name: string, info: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    info.flatMap((attribute) => {
      const value = readAttribute(app, name, attribute)
      return value === undefined ? [] : [[attribute, value]]
    }),
  )
}

function readAttribute(app: AppState, name: string, attribute: string): unknown {
  const channel = app.channels.get(name)
  switch (attribute) {
    case 'user_count':
      if (channelKind(name).kind !== 'presence') {
        throw new ApiError(400, 'Cannot retrieve the user count unless the channel is a presence channel')
      }
      return channel?.memberCount ?? 0
    case 'subscription_count':
      if (app.app.subscriptionCount === false) {
        throw new ApiError(400, 'Subscription counting is not enabled for this application')
      }
      return channel?.subscribers.size ?? 0
    case 'cache': {
      const cached = app.cache.get(name)
      return cached
        ? { data: cached.data, ttl: Math.ceil((app.cache.timeLeft(name) ?? 0) / 1000) }
        : undefined
    }
    default:
      throw new ApiError(400, `Unknown info attribute: ${attribute.slice(0, 64)}`)
  }
}
