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

/** Fields for which other types would throw or render incorrectly. */
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
      `Expected the map of "${event}" to return a notification whose "${name}" is ${expected}, but got ` +
        `${typeof value}. Return null to show nothing.`,
    )
  }
}

/** Passes errors and rejections to `onError`. */
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

/** Returns the id of an event; receives its errors. */
export interface MapEventOptions {
  idOf: (meta: EventMeta, payload: unknown) => string
  onError: (error: Error) => void
}

/**
 * Maps an event to its notification, or to null; errors are passed to `onError`.
 *
 * @param meta - `timestamp` is the time of the event, epoch ms; now without it
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
