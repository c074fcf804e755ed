import { ConnectionError } from './errors.ts'
import type { KitCore } from './kit-core.ts'

/** Resolves once there is a connection, and rejects when the session ends without one. */
export function whenConnected({ wire, session }: KitCore): Promise<void> {
  if (wire.isUp) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const end = () => {
      offUp()
      session.removeEventListener('abort', end)
      if (wire.isUp) resolve()
      else reject(new ConnectionError(null, 'the end of the session'))
    }
    const offUp = wire.onUp(end)
    session.addEventListener('abort', end)
    if (session.aborted) end()
  })
}
