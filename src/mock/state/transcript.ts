import { createSignal } from '../../primitives/index.ts'

/** A frame that a client of the mock sent or received. */
export interface MockFrame {
  /** Epoch ms when it was sent or received. */
  at: number
  /** From the client's side. */
  direction: 'sent' | 'received'
  /** Empty before the connection was established. */
  socketId: string
  /** The name of the event. */
  event: string
  /** The channel of the frame; null for frames without one. */
  channel: string | null
  /** The user who sent a client event; on presence channels only. @defaultValue none */
  userId?: string
  /** Parsed if it was JSON text. */
  data: unknown
}

interface RawFrame {
  at: number
  direction: MockFrame['direction']
  socketId: string
  raw: string
}

/** Maximum number of frames and characters; beyond it, the older half is removed. */
const most = { frames: 100_000, characters: 16_000_000 }

/** The frames of a mock, oldest first. They are parsed when they are read. */
export class Transcript {
  #raw: RawFrame[] = []
  #characters = 0
  #frames: readonly MockFrame[] = []
  readonly #added = createSignal()

  add(at: number, direction: MockFrame['direction'], socketId: string, raw: string): void {
    this.#raw.push({ at, direction, socketId, raw })
    this.#characters += raw.length
    if (this.#raw.length > most.frames || this.#characters > most.characters) this.#forget()
    this.#added.emit()
  }

  /** Calls `listener` after every frame, until the returned function is called. */
  watch(listener: () => void): () => void {
    return this.#added.on(listener)
  }

  /** Removes all listeners. */
  close(): void {
    this.#added.clear()
  }

  /** The same array until another frame is added. */
  get frames(): readonly MockFrame[] {
    if (this.#frames.length !== this.#raw.length) {
      this.#frames = [...this.#frames, ...this.#raw.slice(this.#frames.length).map(read)]
    }
    return this.#frames
  }

  #forget(): void {
    this.#raw = this.#raw.slice(Math.ceil(this.#raw.length / 2))
    this.#characters = this.#raw.reduce((sum, { raw }) => sum + raw.length, 0)
    this.#frames = []
  }
}

function read({ raw, ...rest }: RawFrame): MockFrame {
  const frame = parse(raw)
  if (typeof frame !== 'object' || frame === null) return { ...rest, event: '', channel: null, data: raw }
  const { event, channel, data: sent, user_id: userId } = frame as Record<string, unknown>
  const data = typeof sent === 'string' ? parse(sent) : sent
  return {
    ...rest,
    event: typeof event === 'string' ? event : '',
    channel: typeof channel === 'string' ? channel : channelOf(data),
    ...(typeof userId === 'string' ? { userId } : {}),
    data,
  }
}

/** `pusher:subscribe` and `pusher:unsubscribe` have their channel in the data. */
function channelOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null
  const { channel } = data as Record<string, unknown>
  return typeof channel === 'string' ? channel : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
