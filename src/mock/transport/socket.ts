import { encodeError, type HubConnection } from '../../protocol/index.ts'
import { DelayedQueue } from './delayed-queue.ts'
import type { MockUser } from '../mock-user.ts'
import type { CloseInit, PusherSocket } from './pusher-internals.ts'
import type { MockContext } from '../state/mock-context.ts'

/** The standard WebSocket code for a lost connection. */
const abnormal: CloseInit = { code: 1006, reason: '', wasClean: false }

/**
 * The socket that pusher-js uses. Its peer is the hub.
 *
 *     connecting ──► open ──► closed
 *          └──────────────────────▲   refused, or closed by the client
 */
export class MockSocket implements PusherSocket {
  onopen: PusherSocket['onopen']
  onmessage: PusherSocket['onmessage']
  onclose: PusherSocket['onclose']
  onerror: PusherSocket['onerror']
  readonly user: MockUser
  readonly #context: MockContext
  readonly #open: Set<MockSocket>
  readonly #up: DelayedQueue
  readonly #down: DelayedQueue
  #connection: HubConnection | null = null
  #closed = false

  /** @param open - the open sockets of the mock; contains this one until it ends */
  constructor(context: MockContext, open: Set<MockSocket>, user: MockUser, url: string) {
    this.#context = context
    this.#open = open
    this.user = user
    this.#up = new DelayedQueue(context.clock, context.inFlight, () => context.trip())
    this.#down = new DelayedQueue(context.clock, context.inFlight, () => context.trip())
    open.add(this)
    if (context.disposed || context.network.connect === 'hang') return
    this.#up.push(() => this.#arrive(new URL(url)))
  }

  /** Empty before the connection was established. */
  get socketId(): string {
    return this.#connection?.socketId ?? ''
  }

  send(data: string): void {
    if (this.#closed) return
    this.#context.transcript.add(this.#context.clock.now(), 'sent', this.socketId, data)
    this.#up.push(() => {
      if (!this.#context.loses('up')) this.#connection?.receive(data)
    })
  }

  /** Closed by the client. */
  close(): void {
    if (this.#closed) return
    this.#end()
    this.#up.push(() => {
      if (!this.#context.loses('up')) this.#connection?.closed()
    })
    this.#down.push(() => this.#call(() => this.onclose?.({ code: 1005, reason: '', wasClean: true })))
  }

  /** Closed by the server or the network. */
  drop({ code, reason }: { code: number; reason: string }): void {
    if (this.#closed) return
    this.#connection?.closed()
    this.#closeFromServer({ code, reason, wasClean: code !== abnormal.code })
  }

  /** Loses the connection immediately; frames in flight are dropped. */
  break(): void {
    if (this.#closed) return
    this.#up.cut()
    this.#connection?.closed()
    this.#end()
    const land = this.#context.inFlight.start()
    queueMicrotask(() => {
      land()
      this.#call(() => this.onclose?.(abnormal))
    })
  }

  /** Ends the socket without an event; frames in flight are dropped. */
  discard(): void {
    this.#end()
    this.#up.cut()
    this.#down.cut()
    this.#connection?.closed()
  }

  #arrive(url: URL): void {
    if (this.#closed) return
    const { network, outage, offline, hub } = this.#context
    if (offline || outage || network.connect === 'refuse') {
      this.#end()
      this.#down.push(() => this.#refuse())
      return
    }
    if (typeof network.connect === 'object') {
      this.#turnAway(network.connect)
      return
    }
    const appKey = decodeURIComponent(url.pathname.split('/').pop() ?? '')
    this.#down.push(() => this.#call(() => this.onopen?.()))
    this.#connection = hub.connect(
      appKey,
      {
        send: (frame) => this.#down.push(() => this.#deliver(frame)),
        close: (code, reason) => this.#closeFromServer({ code, reason, wasClean: true }),
      },
      { query: url.search.slice(1), tls: url.protocol === 'wss:' },
    )
  }

  /** Opens the socket, sends the error, and closes it. */
  #turnAway({ code, reason = '' }: { code: number; reason?: string }): void {
    this.#down.push(() => this.#call(() => this.onopen?.()))
    this.#down.push(() => this.#deliver(encodeError(reason, code)))
    this.#closeFromServer({ code, reason, wasClean: true })
  }

  #deliver(frame: string): void {
    if (this.#closed || this.#context.loses('down')) return
    this.#context.transcript.add(this.#context.clock.now(), 'received', this.socketId, frame)
    this.#call(() => this.onmessage?.({ data: frame }))
  }

  #closeFromServer(init: CloseInit): void {
    if (this.#closed) return
    this.#down.push(() => {
      if (this.#closed || this.#context.loses('down')) return
      this.#end()
      this.#call(() => this.onclose?.(init))
    })
  }

  #refuse(): void {
    this.#call(() => this.onerror?.(new Error('Connection to the mock failed')))
    this.#call(() => this.onclose?.(abnormal))
  }

  #end(): void {
    this.#closed = true
    this.#open.delete(this)
  }

  /** An exception of a handler is reported as uncaught, as in a browser, and does not stop the mock. */
  #call(handler: () => void): void {
    try {
      handler()
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
