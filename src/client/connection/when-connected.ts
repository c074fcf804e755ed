import { ConnectionError } from '../errors.ts'
import type { KitCore } from '../core/kit-core.ts'

/**
 * Resolves once there is a connection. Rejects with the reason when the session ends, or Pusher refuses the connection
 * permanently.
 */
export function whenConnected(core: KitCore): Promise<void> {
  const { activeClient, session, connection } = core
  if (activeClient.isUp) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const unsubscribes: (() => void)[] = []
    function settle() {
      const refusal = session.aborted ? new ConnectionError(null, 'the end of the session') : core.refusal()
      if (!activeClient.isUp && !refusal) return
      for (const off of unsubscribes) off()
      session.removeEventListener('abort', settle)
      if (activeClient.isUp) resolve()
      else reject(refusal)
    }
    unsubscribes.push(activeClient.onUp(settle))
    unsubscribes.push(connection.subscribe(settle))
    session.addEventListener('abort', settle)
    settle()
  })
}
