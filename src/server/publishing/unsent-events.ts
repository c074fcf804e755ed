import type { ServerLog } from '../log.ts'
import type { ChannelQueueTable } from './channel-queue-table.ts'
import type { ChannelQueue } from './channel-queue.ts'
import type { OutboxLeases } from './outbox-leases.ts'

interface UnsentEventsOptions {
  log: ServerLog
  /** Called with the number of dropped events: they are stored, but not broadcast. */
  onGivenUp: (events: number) => void
  /** True with leases: another server broadcasts the events that this one does not. */
  leases?: OutboxLeases
}

/** Events that this process no longer broadcasts: they are dropped, or left to another server. */
export class UnsentEvents {
  readonly #queues: ChannelQueueTable
  readonly #options: UnsentEventsOptions
  #isLogged = false

  constructor(queues: ChannelQueueTable, options: UnsentEventsOptions) {
    this.#queues = queues
    this.#options = options
  }

  /** Removes all pending events. */
  dropAll(reason: string): void {
    const { channels, events } = this.#queues.dropAll()
    if (events === 0) return
    if (this.#options.leases) {
      this.#options.log('warn', 'stored events wait for another server', { channels, events, reason })
      return
    }
    this.#options.log('warn', 'broadcast given up', { channels, events, reason })
    this.#options.onGivenUp(events)
  }

  /** Removes a queue whose events cannot be sent before the server closes. */
  leave(queue: ChannelQueue, reason: string): void {
    const events = this.#queues.drop(queue)
    if (this.#options.leases) this.#options.leases.abandon(queue.channel)
    else this.giveUp(queue.channel, events, reason)
  }

  /** Removes a queue because too many channels are pending. Logged once, until {@link caughtUp}. */
  pushedOut(channel: string, events: number, mostChannels: number): void {
    // The events are in the store, and this or another server takes over the channel when its lease has expired.
    if (this.#options.leases) return this.#options.leases.abandon(channel)
    const reason = `Expected at most ${mostChannels} channels with events that wait.`
    if (this.#isLogged) this.#options.onGivenUp(events)
    else this.giveUp(channel, events, reason)
    this.#isLogged = true
  }

  /** Called when no event is pending any more. */
  caughtUp(): void {
    this.#isLogged = false
  }

  giveUp(channel: string, events: number, reason: string, fields: Record<string, number | null> = {}): void {
    this.#options.log('warn', 'broadcast given up', { channel, events, ...fields, reason })
    this.#options.onGivenUp(events)
  }
}
