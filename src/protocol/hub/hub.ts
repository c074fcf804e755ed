import { ActivityWatch } from './activity.ts'
import { AppState } from './app-state.ts'
import { connect, disconnect } from './connections.ts'
import { encodeError, encodeFrame } from '../frames/frames.ts'
import { protocolVersion, refuseConnection } from './handshake.ts'
import { handleApi } from '../http-api/http-api.ts'
import type {
  Handshake,
  Hub,
  HubConnection,
  HubEvent,
  HubOptions,
  Publication,
  Transport,
} from './hub-types.ts'
import { limits } from './limits.ts'
import { userChannel } from '../frames/names.ts'
import { ApiError } from '../frames/protocol-error.ts'
import { checkPublication, publish } from './publish.ts'
import { receive } from './receive.ts'
import { snapshotChannel, snapshotConnections, sizeOf } from './snapshots.ts'
import { endOldestConnections, terminateUser } from './users.ts'

/** The Pusher protocol server without a transport: apps, connections, channels, users, HTTP API, webhooks. */
export function createHub(options: HubOptions): Hub {
  const { clock, random = Math.random, activityTimeout = limits.activityTimeout } = options
  const observe = safely(options.observe)
  const activity = new ActivityWatch(clock, activityTimeout)
  const context = { clock, observe, activity, postWebhook: options.postWebhook ?? null }
  const states = options.apps.map((app) => new AppState(app, context))
  const byId = new Map(states.map((state) => [state.app.id, state]))
  const byKey = new Map(states.map((state) => [state.app.key, state]))

  function appById(id: string): AppState {
    const app = byId.get(id)
    if (!app) throw new ApiError(404, `Unknown app: ${id}`)
    return app
  }

  function publishTo(appId: string, publication: Publication): void {
    const app = appById(appId)
    checkPublication(publication)
    publish(app, publication)
  }

  function open(app: AppState, transport: Transport, handshake: Handshake): HubConnection {
    const { query, origin = null, isTool = false } = handshake
    const version = protocolVersion(query)
    const session = connect(app, drawSocketId(app, random), { transport, version, origin, isTool })
    const established = { socket_id: session.socketId, activity_timeout: activityTimeout }
    session.send(encodeFrame('pusher:connection_established', JSON.stringify(established)))
    return {
      socketId: session.socketId,
      receive: (frame) => receive(app, session, frame),
      active: () => session.active(),
      closed: () => disconnect(app, session),
    }
  }

  return {
    connect(appKey, transport, handshake = {}) {
      const app = byKey.get(appKey)
      const refusal = refuseConnection(app, appKey, handshake)
      if (app && !refusal) return open(app, transport, handshake)
      const { code, reason } = refusal ?? { code: 0, reason: '' }
      observe({ type: 'connection-refused', appKey, code, reason })
      transport.send(encodeError(reason, code))
      transport.close(code, reason)
      return { socketId: '', receive: ignore, active: ignore, closed: ignore }
    },
    handle(request) {
      const { response, reason } = handleApi(byId, request)
      const { method, path } = request
      observe({ type: 'request', method, path, status: response.status, reason })
      return response
    },
    publish: publishTo,
    sendToUser: (appId, userId, event, data) => {
      publishTo(appId, { channels: [userChannel(userId)], event, data })
    },
    endOldestConnections: (appId, userId, keep) => endOldestConnections(appById(appId), userId, keep),
    terminateUser: (appId, userId) => terminateUser(appById(appId), userId),
    closeConnection(appId, socketId, code, reason) {
      const session = appById(appId).sessions.get(socketId)
      session?.close(code, reason)
      return session !== undefined
    },
    channel: (appId, name) => snapshotChannel(appById(appId), name),
    connections: (appId) => snapshotConnections(appById(appId)),
    webhooks: (appId) => [...appById(appId).webhooks.deliveries],
    size: () => sizeOf(states),
    close(code, reason) {
      for (const app of states) {
        for (const session of app.sessions.values()) session.close(code, reason)
        app.webhooks.close()
        app.cache.clear()
      }
    },
  }
}

function ignore(): void {}

/** Exceptions of the observer are ignored, because it is used for logging. */
function safely(observe: HubOptions['observe']): (event: HubEvent) => void {
  if (!observe) return ignore
  return (event) => {
    try {
      observe(event)
    } catch {
      // The error cannot be reported anywhere else.
    }
  }
}

/** Increments the number while it is in use by another connection. */
function drawSocketId(app: AppState, random: () => number): string {
  const [first, second] = [random(), random()].map((draw) => Math.floor(draw * 1_000_000_000))
  for (let next = second ?? 0; ; next++) {
    const socketId = `${first}.${next}`
    if (!app.sessions.has(socketId)) return socketId
  }
}
