import type { NotificationMap } from './notification-map.ts'

/** Maps by event; a name that ends in `.*` matches every event with that prefix. */
export type NotificationMapTable = Readonly<Record<string, NotificationMap | null | undefined>>

/** The map of an event: its own, else that of the longest pattern; undefined without one. */
export function mapFor(maps: NotificationMapTable, event: string): NotificationMap | undefined {
  if (Object.hasOwn(maps, event)) return maps[event] ?? undefined
  for (let end = event.lastIndexOf('.'); end > 0; end = event.lastIndexOf('.', end - 1)) {
    const pattern = `${event.slice(0, end)}.*`
    if (Object.hasOwn(maps, pattern)) return maps[pattern] ?? undefined
  }
  return undefined
}
