import type { AnyEventHandler, EventMeta, KitCore, Receipt } from '../../../src/client/core/kit-core.ts'
import type { Gap } from '../../../src/client/core/gap.ts'
import { createLogRegistry } from '../../../src/client/log/log-registry.ts'

interface Stored {
  seq: number
  event: string
  data: unknown
  timestamp: string
}

/** A channel whose wire and history a test drives by hand: what the log sees of the kit, and nothing more. */
export class StagedChannel {
  readonly stored: Stored[] = []
  readonly requests: URL[] = []
  readonly gaps: Gap[] = []
  readonly errors: Error[] = []
  epoch = 'e1'
  /** Numbers that the history does not have. */
  readonly pruned = new Set<number>()
  /** ms until a request is given up. */
  timeout: number | undefined
  /** Called before a page is answered; may throw, or answer in place of it. */
  onRequest: (url: URL) => Promise<Response | void> | Response | void = () => {}
  #up = false
  #seq = 0
  readonly #listeners = new Set<() => void>()
  readonly #handlers = new Set<AnyEventHandler>()
  readonly #receiptHandlers = new Set<(receipt: Receipt, isExcluded: boolean) => void>()
  /** The most events in a page, whatever is asked for. */
  pageLimit = Infinity
  #firstAnswer: Response | undefined
  leases = 0
  #channel = { name: 'logs', status: 'subscribing', error: null as Error | null, subscriptionCount: null }
  #connection = { state: 'connecting', isConnected: false }

  readonly core = {
    settings: this.#settings(),
    endpoints: { history: '/api/channels/{channel}/events' },
    connection: { subscribe: this.#subscribe.bind(this), getSnapshot: () => this.#connection },
    channel: () => ({ subscribe: this.#subscribe.bind(this), getSnapshot: () => this.#channel }),
    subscribe: () => {
      this.leases += 1
      return {
        release: () => {
          this.leases -= 1
        },
      }
    },
    onAny: (_name: string, handler: AnyEventHandler) => {
      this.#handlers.add(handler)
      return () => this.#handlers.delete(handler)
    },
    onReceipt: (_name: string, handler: (receipt: Receipt, isExcluded: boolean) => void) => {
      this.#receiptHandlers.add(handler)
      return () => this.#receiptHandlers.delete(handler)
    },
    request: (url: string, init?: RequestInit) => this.#answer(new URL(url, 'http://kit'), init),
    reportGap: (gap: Gap) => this.gaps.push(gap),
    reportError: (error: Error) => this.errors.push(error),
  } as unknown as KitCore

  readonly registry = createLogRegistry(this.core)

  #settings() {
    const read = () => this.timeout
    return {
      auth: {
        get timeout() {
          return read()
        },
      },
    }
  }

  #subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }

  up(): void {
    this.#up = true
    this.#connection = { state: 'connected', isConnected: true }
    this.#channel = { ...this.#channel, status: 'subscribed' }
    this.#notify()
  }

  down(): void {
    this.#up = false
    this.#connection = { state: 'connecting', isConnected: false }
    this.#channel = { ...this.#channel, status: 'subscribing' }
    this.#notify()
  }

  /** Stores an event, and delivers it when the wire is up. */
  publish(text: string, { lost = false, event = 'log' } = {}): number {
    this.#seq += 1
    const seq = this.#seq
    const data = { text, thread_id: 'main', level: 'info', timestamp: new Date(seq * 1000).toISOString() }
    this.stored.push({ seq, event, data, timestamp: data.timestamp })
    if (this.#up && !lost) this.deliver(seq)
    return seq
  }

  publishMany(count: number, options?: { lost?: boolean }): void {
    for (let index = 0; index < count; index += 1) this.publish(`line ${this.#seq + 1}`, options)
  }

  /** Delivers a stored event, whenever it was stored. */
  deliver(seq: number): void {
    const found = this.stored.find((stored) => stored.seq === seq)
    if (!found) throw new Error(`Expected a stored event ${seq}, but got none. Publish it first.`)
    this.send(found.event, found.data, { seq, epoch: this.epoch })
  }

  send(event: string, data: unknown, meta: Partial<EventMeta> = {}): void {
    const whole: EventMeta = { channel: 'logs', event, seq: null, epoch: null, userId: null, ...meta }
    for (const handler of this.#handlers) handler(event, data, whole)
  }

  receipt(seq: number | null, isExcluded = true): void {
    for (const handler of this.#receiptHandlers) handler({ seq, epoch: this.epoch }, isExcluded)
  }

  /** What the first held request is answered with. */
  answerFirst(response: Response): void {
    this.#firstAnswer = response
  }

  /** The last number given is this one. */
  countFrom(seq: number): void {
    this.#seq = seq
  }

  /** The store is new: it counts from 1 again. */
  restart(): void {
    this.epoch = 'e2'
    this.#seq = 0
    this.stored.length = 0
  }

  async #answer(url: URL, init?: RequestInit): Promise<Response> {
    init?.signal?.throwIfAborted()
    this.requests.push(url)
    const instead = (await this.onRequest(url)) ?? this.#firstAnswer
    this.#firstAnswer = undefined
    if (instead) return instead
    const limit = Math.min(this.pageLimit, Number(url.searchParams.get('limit')))
    const after = Number(url.searchParams.get('after') ?? 0)
    const before = Number(url.searchParams.get('before') ?? Infinity)
    const names = url.searchParams.getAll('event')
    const found = this.stored.filter(
      ({ seq, event }) =>
        seq > after && seq < before && !this.pruned.has(seq) && (names.length === 0 || names.includes(event)),
    )
    const backwards = !url.searchParams.has('after') && url.searchParams.has('before')
    const events = backwards ? found.slice(-limit) : found.slice(0, limit)
    return Response.json({
      events,
      epoch: this.epoch,
      first_seq: this.stored.find(({ seq }) => !this.pruned.has(seq))?.seq ?? 1,
      last_seq: this.#seq,
      next_cursor: (backwards ? events[0] : events.at(-1))?.seq ?? after,
      has_more: found.length > events.length,
    })
  }
}

/** The texts of a log, oldest first. */
export function textsOf(log: { slice(): { data: unknown }[] }): string[] {
  return log.slice().map(({ data }) => (data as { text: string }).text)
}
