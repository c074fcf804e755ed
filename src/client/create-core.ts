import { matchChannel } from '../channels/index.ts'
import { createAuthorizer } from './auth/authorizer.ts'
import { createRequests } from './auth/requests.ts'
import { createChannelRegistry } from './channel-registry.ts'
import { createBackendClient } from './client-factory.ts'
import { createConnectionStore } from './connection-store.ts'
import { HandlerError, PayloadError } from './errors.ts'
import { firstBackend, watchFailover, type Backends } from './failover.ts'
import type { KitContext } from './kit-context.ts'
import type { KitCore, Part, Receipt } from './kit-core.ts'
import { resolveEndpoints, type Backend, type KitOptions } from './options.ts'
import type { PusherLike } from './pusher-like.ts'
import { probe } from './probe.ts'
import { createReleasable, type Released } from './release-client.ts'
import { createSignal } from './signal.ts'
import { createStore } from './store.ts'
import { throwLater } from './throw-later.ts'
import { startWatchdog } from './watchdog.ts'
import { createWire } from './wire.ts'

/** A kit's core with the ends for its owner: the provider, or `createPusherKit`. */
export interface OwnedCore extends KitCore {
  /** New callbacks and endpoints, from now on. */
  update: (options: KitOptions) => void
  /** Connects, or lets go of the connection and keeps everything else. Begins as false. */
  setEnabled: (enabled: boolean) => void
  /** Lives for as long as at least one answer has not been called, and then disposes of itself. */
  retain: () => () => void
  /** Drops everything it holds, the connection first. */
  dispose: () => void
}

/** @param isProduction - a missing appKey is not noted on the console */
export function createCore(initial: KitOptions, isProduction = false): OwnedCore {
  let settings = initial
  let endpoints = resolveEndpoints(initial.endpoints)
  let fallback: Backend | null = null
  let place = firstBackend
  let retained = 0
  let session = new AbortController()
  let isEnabled = false
  let isNoted = false
  let stop: (() => void) | null = null
  let unwatchFailover: (() => void) | undefined
  let stopWatchdog: (() => void) | undefined
  let watchdogSilence: number | undefined
  let detach: ((isMoving?: boolean) => void) | null = null
  const wire = createWire()
  const client = createStore<{ client: PusherLike | null }>({ client: null })
  const parts = new Map<(core: KitCore) => Part, Part>()
  const receipts = createSignal<[channel: string, receipt: Receipt]>()

  const context: KitContext = {
    wire,
    isBorrowed: Boolean(initial.client),
    get settings() {
      return settings
    },
    get session() {
      return session.signal
    },
    get endpoints() {
      return endpoints
    },
    get fallbackKey() {
      return fallback?.appKey ?? null
    },
    definitionOf: (name) => settings.channels && matchChannel(settings.channels, name)?.definition,
    reportError(error) {
      try {
        if (settings.onError) settings.onError(error)
        // Nothing else would show these two.
        else if (error instanceof HandlerError || error instanceof PayloadError) throwLater(error)
      } catch (thrown) {
        throwLater(thrown)
      }
    },
  }
  const request = createRequests(context)
  const authorizer = createAuthorizer(context, request)
  const registry = createChannelRegistry(context, authorizer)
  const connection = createConnectionStore(wire, context.reportError)

  function open(backend: Backend | null): Released {
    const { appKey, cluster, options, createClient } = settings
    const chosen = backend ?? { appKey: appKey ?? '', cluster, options }
    return createReleasable(() => createBackendClient(chosen, createClient, authorizer))
  }

  function attach(opened?: Released) {
    const borrowed = settings.client && { client: settings.client, release() {} }
    const owned = opened ?? borrowed ?? open(fallback)
    client.set({ client: owned.client })
    wire.attach(owned.client)
    detach = (isMoving) => {
      detach = null
      wire.detach(isMoving)
      owned.release()
      if (!isMoving) client.set({ client: null })
    }
  }

  function start() {
    if (stop || !isEnabled || retained === 0) return
    if (!settings.client && !settings.appKey) {
      // A client that is null is on its way.
      if (!isProduction && !isNoted && settings.client === undefined) noteMissingKey()
      isNoted = true
      return
    }
    const unwatchNetwork = connection.watchNetwork()
    attach()
    stop = () => {
      stop = null
      unwatchFailover?.()
      unwatchFailover = undefined
      setWatchdog(undefined)
      unwatchNetwork()
      detach?.()
      fallback = null
      place = firstBackend
    }
    watch()
  }

  /** What watches over the connection, as the present options want it. */
  function watch() {
    const { client: borrowed, fallbacks, watchdog } = settings
    if (fallbacks?.length && !borrowed) unwatchFailover ??= watchFailover(core, backends)
    setWatchdog(watchdog)
  }

  function setWatchdog(ms: number | undefined) {
    if (ms === watchdogSilence) return
    watchdogSilence = ms
    stopWatchdog?.()
    stopWatchdog = ms ? startWatchdog(core, ms) : undefined
  }

  const backends: Backends = {
    get current() {
      return place
    },
    moveTo(next, connected) {
      detach?.(true)
      place = next
      fallback = settings.fallbacks?.[next] ?? null
      attach(connected)
    },
    probe: (timeout) => probe(() => open(null), timeout),
  }

  const core: OwnedCore = {
    wire,
    connection,
    client,
    get settings() {
      return settings
    },
    get session() {
      return session.signal
    },
    get endpoints() {
      return endpoints
    },
    definitionOf: context.definitionOf,
    subscribe: registry.subscribe,
    channel: registry.channel,
    retry: registry.retry,
    hear: registry.hear,
    listenAll: registry.listenAll,
    request,
    onReceipt: (channel, handler) =>
      receipts.on((published, receipt) => {
        if (published === channel) handler(receipt)
      }),
    reportReceipt: receipts.emit,
    reportGap(gap) {
      try {
        settings.onGap?.(gap)
      } catch (thrown) {
        throwLater(thrown)
      }
    },
    reportError: context.reportError,
    part<P extends Part>(create: (core: KitCore) => P): P {
      const part = parts.get(create) ?? create(core)
      parts.set(create, part)
      return part as P
    },
    update(options) {
      settings = options
      endpoints = resolveEndpoints(options.endpoints)
      if (stop) watch()
    },
    setEnabled(enabled) {
      isEnabled = enabled
      if (enabled) start()
      else stop?.()
    },
    retain() {
      retained += 1
      if (session.signal.aborted) session = new AbortController()
      start()
      return () => {
        // Not at once: StrictMode and fast refresh retain again in this very tick.
        queueMicrotask(() => {
          retained -= 1
          if (retained === 0) core.dispose()
        })
      }
    },
    dispose() {
      stop?.()
      for (const part of parts.values()) part.dispose?.()
      session.abort()
    },
  }
  return core
}

function noteMissingKey() {
  // oxlint-disable-next-line no-console -- the one note of the library; the app would look alive and be mute
  console.info(
    'react-pusher-kit: Expected an appKey but got none, so nothing connects. Pass appKey, or enabled={false} to say so.',
  )
}
