import type { ConnectionState } from '../connection/connection-types.ts'
import type { EmitterLike, Frame, PusherLike } from './pusher-like.ts'
import { createSignal } from '../../primitives/index.ts'
import { unwrapPusherError } from '../lib/pusher-error-info.ts'

/**
 * The pusher-js instance in use, and the events of its connection. The instance changes when the kit moves to another
 * backend; listeners stay registered.
 *
 *     down ──state "connected"──► up ──connecting_in, or a send that fails, or any other state──► down
 */
export interface ActiveClient {
  /** Null before the start and after disposal. */
  readonly client: PusherLike | null
  /** False as soon as the socket is lost, which pusher-js's state shows a second later. */
  readonly isUp: boolean
  readonly messagesSent: number
  readonly messagesReceived: number
  /** Returns false when the socket is lost. */
  send: (event: string, data: unknown, channel?: string) => boolean
  onAttached: (listener: (client: PusherLike) => void) => () => void
  /** Called before the instance is disposed; `isMoving` when another replaces it immediately. */
  onDetached: (listener: (client: PusherLike, isMoving: boolean) => void) => () => void
  onUp: (listener: () => void) => () => void
  onDown: (listener: () => void) => () => void
  /** pusher-js changed its state, or the kit detected that the socket is lost. */
  onState: (listener: () => void) => () => void
  /** pusher-js has reset its subscriptions, and not yet subscribed again. */
  onReset: (listener: () => void) => () => void
  /** pusher-js will reconnect after `delay` ms. */
  onWaiting: (listener: (delay: number) => void) => () => void
  onMessage: (listener: () => void) => () => void
  /** Called with protocol frames: `pusher:…` and `pusher_internal:…`. */
  onProtocol: (listener: (frame: Frame) => void) => () => void
  onError: (listener: (error: unknown) => void) => () => void
}

/** An active client with the methods for its owner. */
export interface OwnedActiveClient extends ActiveClient {
  attach: (client: PusherLike) => void
  detach: (client: PusherLike, isMoving?: boolean) => void
}

export function createActiveClient(): OwnedActiveClient {
  const attached = createSignal<[PusherLike]>()
  const detached = createSignal<[client: PusherLike, isMoving: boolean]>()
  const up = createSignal()
  const down = createSignal()
  const state = createSignal()
  const reset = createSignal()
  const waiting = createSignal<[number]>()
  const message = createSignal()
  const protocol = createSignal<[Frame]>()
  const failure = createSignal<[unknown]>()
  let client: PusherLike | null = null
  let unbind: (() => void) | undefined
  let isUp = false
  let messagesSent = 0
  let messagesReceived = 0
  let lastError: unknown = null

  function setUp(next: boolean) {
    if (isUp === next) return
    isUp = next
    ;(next ? up : down).emit()
  }

  function markDown() {
    setUp(false)
    state.emit()
  }

  const bindings: Record<string, (data: never) => void> = {
    state_change: ({ current }: { current: ConnectionState }) => {
      setUp(current === 'connected')
      state.emit()
    },
    connecting: () => reset.emit(),
    disconnected: () => reset.emit(),
    connecting_in: (seconds: number) => {
      markDown()
      waiting.emit(seconds * 1000)
    },
    error(error: unknown) {
      // pusher-js emits the reason of a close twice: unwrapped, and then wrapped.
      if (error === unwrapPusherError(error)) lastError = error
      else if (unwrapPusherError(error) === lastError) return
      failure.emit(error)
    },
    // Runs for every frame: does not read the clock, and emits only with listeners.
    message: (frame: Frame) => {
      messagesReceived += 1
      if (isProtocol(frame.event)) protocol.emit(frame)
      if (message.size > 0) message.emit()
    },
  }

  return {
    get client() {
      return client
    },
    get isUp() {
      return isUp
    },
    get messagesSent() {
      return messagesSent
    },
    get messagesReceived() {
      return messagesReceived
    },
    onAttached: attached.on,
    onDetached: detached.on,
    onUp: up.on,
    onDown: down.on,
    onState: state.on,
    onReset: reset.on,
    onWaiting: waiting.on,
    onMessage: message.on,
    onProtocol: protocol.on,
    onError: failure.on,
    send(event, data, channel) {
      const sent = Boolean(client?.connection.send_event(event, data, channel))
      if (sent) messagesSent += 1
      else markDown()
      return sent
    },
    attach(next) {
      client = next
      unbind = bindAll(next.connection, bindings)
      attached.emit(next)
      setUp(next.connection.state === 'connected')
      state.emit()
    },
    detach(last, isMoving = false) {
      unbind?.()
      setUp(false)
      detached.emit(last, isMoving)
      client = null
      if (!isMoving) state.emit()
    },
  }
}

/** pusher-js's state, without its second of `connected` after the socket is lost. */
export function connectionState({ client, isUp }: ActiveClient): ConnectionState {
  const state = (client?.connection.state ?? 'initialized') as ConnectionState
  return state === 'connected' && !isUp ? 'connecting' : state
}

/** `pusher:…` or `pusher_internal:…`; compares one character first, which rules out most other names. */
function isProtocol(event: string): boolean {
  const separator = event[6]
  return (separator === ':' || separator === '_') && event.startsWith('pusher')
}

function bindAll(emitter: EmitterLike, bindings: Record<string, (data: never) => void>): () => void {
  const entries = Object.entries(bindings)
  for (const [event, callback] of entries) emitter.bind(event, callback)
  return () => {
    for (const [event, callback] of entries) emitter.unbind(event, callback)
  }
}
