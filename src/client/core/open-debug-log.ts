import { note } from '../lib/console-note.ts'
import type { EarlyEvents, StatusSignal } from './debug-log.ts'
import type { ActiveClient } from './active-client.ts'

/**
 * Starts the debug log when its code has loaded, which an app that never debugs does not load. What is
 * refused or subscribed until then is kept for it.
 *
 * @returns ends the log
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

  load().catch((error: unknown) =>
    note(
      `react-pusher-kit: Expected the code of debug to load but got ${String(error)}. Load the page anew.`,
    ),
  )
  return () => {
    isOn = false
    stop()
  }
}
