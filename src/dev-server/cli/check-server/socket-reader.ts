import { WebSocket } from 'ws'
import { Failure } from './findings.ts'

/** A frame of Pusher's protocol with parsed `data`. */
export interface Frame {
  event: string
  channel: string | null
  data: unknown
}

/** Maximum number of unread frames; the oldest is dropped first. */
const mostFrames = 1000

/** A client connection to the backend. */
export class SocketReader {
  readonly #socket: WebSocket
  readonly #timeout: number
  #frames: Frame[] = []
  #ended: string | null = null
  #wake: () => void = () => {}

  /**
   * @param url - with the key of the app: `wss://ws-eu.pusher.com/app/KEY`
   * @param timeout - maximum duration of each wait, ms
   */
  constructor(url: string, timeout: number) {
    this.#timeout = timeout
    const address = new URL(url)
    address.searchParams.set('protocol', '7')
    address.searchParams.set('client', 'check-server')
    address.searchParams.set('version', '1.0')
    this.#socket = new WebSocket(address, { handshakeTimeout: timeout })
    this.#socket.on('message', (message: Buffer) => this.#received(message.toString()))
    this.#socket.on('error', (error) => this.#end(error.message))
    this.#socket.on('close', (code) => this.#end(`the close code ${code}`))
  }

  send(event: string, data: object): void {
    this.#socket.send(JSON.stringify({ event, data }))
  }

  close(): void {
    this.#socket.terminate()
  }

  /**
   * Waits for a frame.
   *
   * @param what - describes the frame
   * @throws Failure when the socket closes, reports an error, or the frame does not arrive in time
   */
  async find(what: string, isWanted: (frame: Frame) => boolean): Promise<Frame> {
    const deadline = performance.now() + this.#timeout
    for (;;) {
      const index = this.#frames.findIndex((frame) => isWanted(frame) || frame.event === 'pusher:error')
      const frame = this.#frames[index]
      this.#frames = this.#frames.slice(index + 1)
      if (frame && isWanted(frame)) return frame
      if (frame) throw missing(what, `pusher:error ${JSON.stringify(frame.data)}`)
      if (this.#ended !== null) throw missing(what, this.#ended)
      const left = deadline - performance.now()
      if (left <= 0) throw missing(what, `none within ${this.#timeout / 1000} s`)
      await this.#next(left)
    }
  }

  #next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #received(text: string): void {
    const { event, channel, data } = Object(parsed(text)) as Record<string, unknown>
    if (typeof event !== 'string') return
    // `data` is JSON text within the frame, except in some error frames.
    const value = typeof data === 'string' ? parsed(data) : data
    this.#frames.push({ event, channel: typeof channel === 'string' ? channel : null, data: value })
    if (this.#frames.length > mostFrames) this.#frames.shift()
    this.#wake()
  }

  #end(reason: string): void {
    this.#ended ??= reason
    this.#wake()
  }
}

function missing(what: string, got: string): Failure {
  return new Failure(
    what,
    got,
    'Compare --socket with the address that pusher-js connects to, including the app key.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
