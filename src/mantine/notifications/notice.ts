import type { EventMeta } from '../../index.ts'
import type { Notice, NotificationData } from './notification-data.ts'
import type { NotificationMap } from './notification-maps.ts'
import { safeLink } from './safe-link.ts'

/** Fills in what a map left out. @throws when it left out the message */
export function noticeOf(data: NotificationData, meta: EventMeta, id: string): Notice {
  if (typeof data.message !== 'string') {
    throw new TypeError(
      `Expected the map of "${meta.event}" to answer a notification with a text as message, but got ` +
        `${typeof data.message}. Return null to show nothing.`,
    )
  }
  const severity = data.severity ?? 'info'
  const { action, ...rest } = data
  const isSafe = action && (action.href === undefined || safeLink(action.href) !== undefined)
  return {
    ...rest,
    ...(isSafe ? { action } : {}),
    id: data.id ?? id,
    kind: meta.event,
    channel: meta.channel,
    severity,
    priority: data.priority ?? (severity === 'error' ? 1 : 0),
    timestamp: data.timestamp ?? Date.now(),
  }
}

/** The notice that an event becomes, or null when it becomes none; whatever goes wrong is reported. */
export function mapEvent(
  map: NotificationMap,
  payload: unknown,
  meta: EventMeta,
  idOf: (meta: EventMeta, payload: unknown) => string,
  onError: (error: Error) => void,
): Notice | null {
  try {
    const data = map(payload, meta)
    return data === null ? null : noticeOf(data, meta, idOf(meta, payload))
  } catch (thrown) {
    onError(thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown }))
    return null
  }
}
