import { checksOf, type ChannelChecks } from '../../channels/internal.ts'
import { createAuthorizer } from '../auth/authorizer.ts'
import { createRequests } from '../auth/requests.ts'
import { createChannelRegistry } from '../subscriptions/channel-registry.ts'
import { createBackendClient, requireClusterOrHost } from './client-factory.ts'
import { createConnectionStore } from '../connection/connection-store.ts'
import { note } from '../lib/console-note.ts'
import type { StatusSignal } from './debug-log.ts'
import { ConfigError, HandlerError, PayloadError } from '../errors.ts'
import { firstBackend, watchFailover, type Backends } from '../connection/failover.ts'
import type { KitContext } from './kit-context.ts'
import type { KitCore, Feature, Receipt } from './kit-core.ts'
import { openDebugLog } from './open-debug-log.ts'
import { resolveEndpoints, type Backend, type KitOptions } from '../options.ts'
import type { PusherLike } from './pusher-like.ts'
import { probe } from '../connection/probe.ts'
import { createDisposableClient, type DisposableClient } from './disposable-client.ts'
import { createSignal, reportUncaught } from '../../primitives/index.ts'
import { createStore } from '../lib/store.ts'
import { plainChannels } from '../texts.ts'
import { startWatchdog } from '../connection/watchdog.ts'
import { createActiveClient } from './active-client.ts'

const reportedHere = [HandlerError, PayloadError, ConfigError]

/** A kit's core with the methods for its owner: the provider, or `createPusherKit`. */
export interface OwnedCore extends KitCore {
  /** Replaces the options; callbacks and endpoints take effect immediately. */
  update: (options: KitOptions) => void
  /** Connects, or disconnects and keeps all other state. Initially false. */
  setEnabled: (enabled: boolean) => void
  /** Adds a reference. Returns a function that releases it; after the last release the core disposes itself. */
  retain: () => () => void
  /** Disconnects and releases all state. */
  dispose: () => void
}

/**
 * @param isProduction - when true, a missing appKey is not logged to the console
 * @param sessionKey - identifies the user's session; null without one
 * @param ownChecks - for channels that are not from `defineChannels`
 */
export function createCore(
  initial: KitOptions,
  isProduction = false,
  sessionKey: string | number | null = null,
  ownChecks?: ChannelChecks,
): OwnedCore {
  let settings = initial
  let endpoints = resolveEndpoints(initial)
  let checks = checksOf(initial.channels) ?? ownChecks
  let fallback: Backend | null = null
  let backendIndex = firstBackend
  let retained = 0
  let session = new AbortController()
  let isEnabled = false
  let isLogged = false
  let stop: (() => void) | null = null
  let unwatchFailover: (() => void) | undefined
  let stopWatchdog: (() => void) | undefined
  let watchdogSilence: number | undefined
  let stopDebugLog: (() => void) | undefined
  let detach: ((isMoving?: boolean) => void) | null = null
  const activeClient = createActiveClient()
  const client = createStore<{ client: PusherLike | null }>({ client: null })
  const parts = new Map<(core: KitCore) => Feature, Feature>()
  const receipts = createSignal<[channel: string, receipt: Receipt, isExcluded: boolean]>()
  const statuses: StatusSignal = createSignal()
  const answers = createSignal<[Response]>()

  const context: KitContext = {
    activeClient,
    statuses,
    answers,
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
    get checks() {
      return checks
    },
    definitionOf: (name) => settings.channels && checks?.find(settings.channels, name)?.definition,
    undeclared: (name, event) =>
      (settings.unknownEvents !== 'allow' && checks?.undeclared(settings.channels, name, event)) || null,
    reportError(error) {
      try {
        if (settings.onError) settings.onError(error)
        // These errors are not reported elsewhere.
        else if (reportedHere.some((type) => error instanceof type)) reportUncaught(error)
      } catch (thrown) {
        reportUncaught(thrown)
      }
    },
  }
  const request = createRequests(context)
  const authorizer = createAuthorizer(context, request)
  const registry = createChannelRegistry(context, authorizer)
  const connection = createConnectionStore(activeClient, context.reportError)

  function open(backend: Backend | null): DisposableClient {
    const { appKey, cluster, createClient } = settings
    const chosen = backend ?? { appKey: appKey as string, cluster, options: ownOptions() }
    const index = backend ? (settings.fallbacks?.indexOf(backend) ?? -1) : -1
    const latest = () => (backend ? (settings.fallbacks?.[index]?.options ?? {}) : ownOptions())
    return createDisposableClient(() => createBackendClient(chosen, latest, createClient, authorizer))
  }

  const ownOptions = () => ({ ...settings.defaults?.options, ...settings.options })

  function attach(opened?: DisposableClient) {
    const borrowed = settings.client && { client: settings.client, dispose() {} }
    const owned = opened ?? borrowed ?? open(fallback)
    client.set({ client: owned.client })
    activeClient.attach(owned.client)
    detach = (isMoving) => {
      detach = null
      activeClient.detach(owned.client, isMoving)
      owned.dispose()
      if (!isMoving) client.set({ client: null })
    }
  }

  function start() {
    if (stop || !isEnabled || retained === 0) return
    if (!settings.client && !settings.appKey) {
      // `client: null` means that the app passes one later.
      if (!isProduction && !isLogged && settings.client === undefined) logMissingKey()
      isLogged = true
      return
    }
    validateBackends()
    validateChannels()
    const unwatchNetwork = connection.watchNetwork()
    const stopReconnecting = settings.client ? undefined : connection.startReconnecting()
    watchForDebug()
    try {
      attach()
    } catch (error) {
      stopReconnecting?.()
      unwatchNetwork()
      throw error
    }
    stop = () => {
      stop = null
      unwatchFailover?.()
      unwatchFailover = undefined
      setWatchdog(undefined)
      stopReconnecting?.()
      unwatchNetwork()
      detach?.()
      stopDebugLog?.()
      stopDebugLog = undefined
      fallback = null
      backendIndex = firstBackend
    }
    watch()
  }

  /** Validates before connecting, so that the app can catch the error. Skipped for clients that the app creates. */
  function validateBackends() {
    const { client: borrowed, createClient, cluster, fallbacks = [] } = settings
    if (borrowed || createClient) return
    requireClusterOrHost({ cluster, options: ownOptions() }, 'the app')
    for (const each of fallbacks) requireClusterOrHost(each, `the fallback ${each.appKey}`)
  }

  /** Without checks, the declaration would silently have no effect. */
  function validateChannels() {
    if (checks || Object.keys(settings.channels ?? {}).length === 0) return
    context.reportError(new ConfigError(plainChannels))
  }

  /** Starts or stops failover, watchdog and debug log according to the options. */
  function watch() {
    const { client: borrowed, fallbacks, watchdog } = settings
    if (fallbacks?.length && !borrowed) unwatchFailover ??= watchFailover(core, backends)
    setWatchdog(watchdog)
    watchForDebug()
  }

  function watchForDebug() {
    if (Boolean(settings.debug) === Boolean(stopDebugLog)) return
    stopDebugLog?.()
    stopDebugLog = settings.debug ? openDebugLog(activeClient, statuses) : undefined
  }

  function setWatchdog(ms: number | undefined) {
    if (ms === watchdogSilence) return
    watchdogSilence = ms
    stopWatchdog?.()
    stopWatchdog = ms ? startWatchdog(core, ms) : undefined
  }

  const backends: Backends = {
    get current() {
      return backendIndex
    },
    moveTo(next, connected) {
      detach?.(true)
      backendIndex = next
      fallback = settings.fallbacks?.[next] ?? null
      attach(connected)
    },
    probe: (timeout) => probe(() => open(null), timeout),
  }

  const methods: Omit<OwnedCore, keyof KitContext | keyof typeof registry> = {
    sessionKey,
    connection,
    client,
    authFailureOf: authorizer.failureOf,
    request,
    onAnswer: answers.on,
    onReceipt: (channel, handler) =>
      receipts.on((published, receipt, isExcluded) => {
        if (published === channel) handler(receipt, isExcluded)
      }),
    reportReceipt: receipts.emit,
    reportGap(gap) {
      try {
        settings.onGap?.(gap)
      } catch (thrown) {
        reportUncaught(thrown)
      }
    },
    refusal() {
      const refusal = connection.refusal()
      const hasFallback = !settings.client && settings.fallbacks?.[backendIndex + 1] !== undefined
      return refusal?.isFinal && hasFallback ? null : refusal
    },
    feature<P extends Feature>(create: (core: KitCore) => P): P {
      const part = parts.get(create) ?? create(core)
      parts.set(create, part)
      return part as P
    },
    update(options) {
      settings = options
      endpoints = resolveEndpoints(options)
      checks = checksOf(options.channels) ?? ownChecks
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
        // In a microtask, because StrictMode and fast refresh retain again in the same tick.
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
  // The context itself, because its getters must stay getters.
  const core: OwnedCore = Object.assign(context, registry, methods)
  return core
}

/** Without this message a missing appKey would go unnoticed. */
function logMissingKey() {
  note('react-pusher-kit: Expected an appKey or enabled={false} but got neither.')
}
