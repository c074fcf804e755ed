import { ConfigError, ConnectionError } from '../errors.ts'
import type { KitCore } from '../core/kit-core.ts'
import { startTimer } from '../../primitives/index.ts'

/** Options of `connect`. */
export interface ConnectOptions {
  /** ms until the promise rejects; the kit goes on trying all the same. @defaultValue 30_000 */
  timeout?: number
  /** Rejects the promise with its reason; the kit goes on trying all the same. @defaultValue none */
  signal?: AbortSignal
}

/**
 * Connects where nothing is connected, and resolves once there is a connection. A rejection that nobody awaits is none
 * of the page's: the connection's `error` and `onError` carry the same reason.
 *
 * @param prepare - runs before it connects
 */
export function connect(
  core: KitCore,
  options: ConnectOptions = {},
  prepare: () => void = () => {},
): Promise<void> {
  const connected = new Promise<void>((resolve, reject) => {
    prepare()
    connectAgain(core)
    awaitConnection(core, options, (error) => (error === null ? resolve() : reject(error)))
  })
  connected.catch(() => {})
  return connected
}

/** An attempt under way, and the pause before the next one, stay as they are. */
function connectAgain({ connection, settings }: KitCore) {
  const { state } = connection.getSnapshot()
  const isIdle = state === 'initialized' || state === 'disconnected' || state === 'failed'
  if (isIdle && settings.enabled !== false) connection.connect()
}

function awaitConnection(
  core: KitCore,
  { timeout = 30_000, signal }: ConnectOptions,
  settle: (error: unknown) => void,
) {
  const { activeClient, connection, session } = core
  /** What the last attempt failed with: it says nothing of this one. */
  const before = connection.getSnapshot().error
  const unsubscribes: (() => void)[] = []

  function end(error: unknown) {
    for (const off of unsubscribes) off()
    settle(error)
  }

  function look() {
    const error = activeClient.isUp ? null : reasonOf(core, before, session)
    if (activeClient.isUp || error) end(error)
  }

  function onAbort(target: AbortSignal, listener: () => void) {
    target.addEventListener('abort', listener)
    unsubscribes.push(() => target.removeEventListener('abort', listener))
  }

  if (signal?.aborted) return end(signal.reason)
  if (signal) onAbort(signal, () => end(signal.reason))
  onAbort(session, look)
  unsubscribes.push(activeClient.onUp(look), activeClient.onState(look))
  unsubscribes.push(startTimer(() => end(new ConnectionError(null, `none within ${timeout} ms`)), timeout))
  look()
}

/** Why there will be no connection; null while one may come. */
function reasonOf(core: KitCore, before: Error | null, session: AbortSignal): Error | null {
  const { appKey, client, enabled } = core.settings
  if (session.aborted) return new ConnectionError(null, 'the end of the session')
  // A client that is null is on its way.
  if (!appKey && client === undefined) {
    return new ConfigError('Expected an appKey to connect with but got none. Pass the key of the Pusher app.')
  }
  if (enabled === false) {
    return new ConfigError('Expected an enabled kit to connect but got enabled: false. Enable it first.')
  }
  const { state, error } = core.connection.getSnapshot()
  const isRefused = error !== before && error instanceof ConnectionError && error.isFinal
  if (state === 'disconnected' && !isRefused) return new ConnectionError(null, 'a call of disconnect()')
  return core.refusal()
}
