import { ConfigError, ConnectionError } from '../errors.ts'
import type { KitCore } from '../core/kit-core.ts'
import { startTimer } from '../../primitives/index.ts'

/** Options of `connect`. */
export interface ConnectOptions {
  /** ms until the promise rejects; the kit keeps trying to connect. @defaultValue 30_000 */
  timeout?: number
  /** Rejects the promise with its reason; the kit keeps trying to connect. @defaultValue none */
  signal?: AbortSignal
}

/**
 * Connects unless a connection exists, and resolves once connected. A rejection that is not awaited is not reported as
 * unhandled: the connection's `error` and `onError` have the same reason.
 *
 * @param prepare - called before connecting
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

/** Leaves a running attempt, and the delay before the next one, unchanged. */
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
  /** The error of an earlier attempt, which must not reject this call. */
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

/** Why no connection will be made; null while one is possible. */
function reasonOf(core: KitCore, before: Error | null, session: AbortSignal): Error | null {
  const { appKey, client, enabled } = core.settings
  if (session.aborted) return new ConnectionError(null, 'the end of the session')
  // `client: null` means that the app passes one later.
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
