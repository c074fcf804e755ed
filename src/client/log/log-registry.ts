import type { EventLogOptions, OpenEventLog } from './event-log-types.ts'
import type { KitCore, Feature } from '../core/kit-core.ts'
import { LogReader } from './reader/log-reader.ts'
import { detachedLog, SharedLogs } from './shared-log.ts'

/** A log without a subscriber yet. */
export type PreparedLog<T> = LogReader<T>

/** The logs of one kit: readers of one channel share one feed. */
export interface LogRegistry extends Feature {
  /** Attached immediately, until it is released. */
  open<T>(options: EventLogOptions<T>): OpenEventLog<T>
  /** Without side effects; attached while it has subscribers. */
  prepare<T>(options: EventLogOptions<T>): PreparedLog<T>
  dispose(): void
}

export function createLogRegistry(core: KitCore): LogRegistry {
  const logs = new SharedLogs(core)
  const reader = <T>(options: EventLogOptions<T>): LogReader<T> =>
    new LogReader<T>(
      detachedLog(),
      () => logs.acquire(options as EventLogOptions),
      options.pausedInitially ?? false,
    )
  return {
    open: (options) => {
      const log = reader(options)
      log.open()
      return log
    },
    prepare: reader,
    dispose: () => {
      logs.dispose()
    },
  }
}

/** A log that stays empty, for a server and a kit without a connection. */
export function emptyLog<T>(): LogReader<T> {
  return new LogReader<T>(detachedLog(), detachedLog, false)
}
