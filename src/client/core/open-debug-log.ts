import { note } from '../lib/console-note.ts'
import { noDebugLog } from '../texts.ts'
import type { EarlyEvents, StatusSignal } from './debug-log.ts'
import type { ActiveClient } from './active-client.ts'

/**
 * Loads the debug log, which is a separate chunk, and starts it. Errors and status changes before that are buffered.
 *
 * @returns a function that stops the log
 */
export function openDebugLog(activeClient: ActiveClient, statuses: StatusSignal): () => void {
  const early: EarlyEvents = { errors: [], changes: [] }
  const unsubscribes = [
    activeClient.onError((trouble) => void early.errors.push(trouble)),
    statuses.on((...change) => void early.changes.push(change)),
  ]
  let isOn = true
  let stop = () => {
    for (const off of unsubscribes) off()
  }

  async function load() {
    const { startDebugLog } = await import('./debug-log.ts')
    if (!isOn) return
    stop()
    stop = startDebugLog(activeClient, statuses, early)
  }

  load().catch((error: unknown) => note(noDebugLog(error)))
  return () => {
    isOn = false
    stop()
  }
}
