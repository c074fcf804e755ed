import type { EventMeta } from '../../index.ts'
import {
  isTimestamp,
  type MappedNotification,
  type PusherNotification,
  severities,
} from './notification-data.ts'
import type { NotificationMap } from './maps/notification-map.ts'
import { safeLink } from './safe-link.ts'

type Check = [name: keyof PusherNotification, isFit: (value: unknown) => boolean, expected: string]

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number' && !Number.isNaN(value)

/** What would break the page, or show nonsense, as it is drawn. */
const checks: readonly Check[] = [
  ['id', isText, 'a text'],
  ['title', isText, 'a text'],
  ['message', isText, 'a text'],
  ['dedupeKey', isText, 'a text'],
  ['severity', (value) => severities.some((one) => one === value), severities.join(', ')],
  ['priority', isNumber, 'a number'],
  ['progress', (value) => value === null || isNumber(value), 'a number or null'],
  ['action', (value) => isText((value as { label?: unknown } | null)?.label), 'an object with a label'],
  ['timestamp', isTimestamp, 'a time in epoch ms'],
]

function check(data: PusherNotification, event: string): void {
  for (const [name, isFit, expected] of checks) {
    const value = data[name]
    if (isFit(value) || (value === undefined && name !== 'message')) continue
    throw new TypeError(
      `Expected the map of "${event}" to answer a notification whose "${name}" is ${expected}, but got ` +
        `${typeof value}. Return null to show nothing.`,
    )
  }
}

/** Its errors go to `onError`, those of its promise as well. */
function guarded(act: () => void | Promise<void>, onError: (error: Error) => void) {
  return async () => {
    try {
      await act()
    } catch (thrown) {
      onError(errorFrom(thrown))
    }
  }
}

function errorFrom(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown })
}

function mappedNotification(
  data: PusherNotification,
  meta: EventMeta & { timestamp?: number },
  id: string,
  onError: (error: Error) => void,
): MappedNotification {
  check(data, meta.event)
  const { action, severity = 'info', ...rest } = data
  const isSafe = action && (action.href === undefined || safeLink(action.href) !== undefined)
  const { onClick, ...shown } = action ?? { label: '' }
  return {
    ...rest,
    ...(isSafe ? { action: { ...shown, ...(onClick ? { onClick: guarded(onClick, onError) } : {}) } } : {}),
    id: data.id ?? id,
    kind: meta.event,
    channel: meta.channel,
    severity,
    priority: data.priority ?? (severity === 'error' ? 1 : 0),
    timestamp: data.timestamp ?? meta.timestamp ?? Date.now(),
  }
}

/** How an event is named and where its errors go. */
export interface MapEventOptions {
  idOf: (meta: EventMeta, payload: unknown) => string
  onError: (error: Error) => void
}

/**
 * The notification that an event becomes, or null when it becomes none; whatever goes wrong is reported.
 *
 * @param meta - `timestamp` is when the event happened, epoch ms; without it, it is new
 */
export function mapEvent(
  map: NotificationMap,
  payload: unknown,
  meta: EventMeta & { timestamp?: number },
  { idOf, onError }: MapEventOptions,
): MappedNotification | null {
  try {
    const data = map(payload, meta)
    return data ? mappedNotification(data, meta, idOf(meta, payload), onError) : null
  } catch (thrown) {
    onError(errorFrom(thrown))
    return null
  }
}
