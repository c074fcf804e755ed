import {
  createHub,
  signApiRequest,
  signChannel,
  signUser,
  type ApiResponse,
  type App,
  type Hub,
  type HubOptions,
} from '../../src/protocol/index.ts'
import { ManualClock } from './manual-clock.ts'

interface Frame {
  event: string
  channel?: string
  data: unknown
  user_id?: string
}

/** A connection that speaks frames, without pusher-js. */
export interface RawClient {
  readonly socketId: string
  /** Everything received and not yet taken, `data` parsed where it was text. */
  take(): Frame[]
  readonly closed: { code: number; reason: string } | null
  say(frame: unknown): void
  sayRaw(raw: string | Uint8Array): void
  subscribe(channel: string, options?: { member?: unknown; auth?: string }): void
  signIn(user: unknown, auth?: string): void
  /** A sign of life below the frames. */
  active(): void
  leave(): void
}

export const app: App = { id: '3', key: '278d425bdf160c739803', secret: '7ad3773142a6692b25b8' }

/** A hub with a clock that stands still, and raw clients for it. */
export class RawWire {
  readonly clock = new ManualClock()
  readonly app: App
  readonly hub: Hub

  constructor(settings: Partial<App> = {}, options: Partial<HubOptions> = {}) {
    this.app = { ...app, ...settings }
    this.hub = createHub({ apps: [this.app], clock: this.clock, ...options })
  }

  connect(key = this.app.key, handshake?: Parameters<Hub['connect']>[2]): RawClient {
    const received: string[] = []
    let closed: RawClient['closed'] = null
    const connection = this.hub.connect(
      key,
      {
        send: (frame) => received.push(frame),
        close: (code, reason) => {
          closed = { code, reason }
        },
      },
      handshake,
    )
    const say = (frame: unknown): void => connection.receive(JSON.stringify(frame))
    return {
      socketId: connection.socketId,
      get closed() {
        return closed
      },
      take: () => received.splice(0).map(parseFrame),
      say,
      sayRaw: (raw) => connection.receive(raw),
      subscribe: (channel, { member, auth } = {}) => {
        const channelData = member === undefined ? undefined : JSON.stringify(member)
        const data = {
          channel,
          auth: auth ?? signChannel(this.app, connection.socketId, channel, channelData),
          channel_data: channelData,
        }
        say({ event: 'pusher:subscribe', data })
      },
      signIn: (user, auth) => {
        const userData = JSON.stringify(user)
        const signature = auth ?? signUser(this.app, connection.socketId, userData)
        say({ event: 'pusher:signin', data: { auth: signature, user_data: userData } })
      },
      active: () => connection.active(),
      leave: () => connection.closed(),
    }
  }

  /** A connection over a transport of the test's own. */
  connectWith(send: (frame: string) => void) {
    let isBroken = false
    const closes: [code: number, reason: string][] = []
    const connection = this.hub.connect(this.app.key, {
      send: (frame) => {
        if (isBroken) send(frame)
      },
      close: (code, reason) => closes.push([code, reason]),
    })
    // The handshake passes: what is tested is what comes behind it.
    isBroken = true
    return { receive: (frame: string) => connection.receive(frame), closes }
  }

  /** A signed call of the HTTP API. */
  call(
    method: string,
    path: string,
    { body, params = {} }: { body?: unknown; params?: Record<string, string> } = {},
  ): ApiResponse {
    return this.callRaw(method, path, body === undefined ? '' : JSON.stringify(body), params)
  }

  callRaw(method: string, route: string, body: string, params: Record<string, string>): ApiResponse {
    const path = `/apps/${this.app.id}${route}`
    const timestamp = Math.floor(this.clock.now() / 1000)
    const query = signApiRequest(this.app, { method, path, body, params, timestamp })
    return this.hub.handle({ method, path, query, body })
  }
}

function parseFrame(raw: string): Frame {
  const frame = JSON.parse(raw) as Frame
  if (typeof frame.data !== 'string') return frame
  try {
    return { ...frame, data: JSON.parse(frame.data) as unknown }
  } catch {
    return frame
  }
}
