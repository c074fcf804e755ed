import type { FeedMinute, FeedProblem, FeedRecord, FeedSteps, NewFeedRecord } from '../../inspector/index.ts'
import { BroadcastError } from '../../server/index.ts'
import type { Broadcaster } from '../../server/index.ts'
import { byteLength, type HubEvent } from '../../protocol/index.ts'
import { FeedRecords } from './feed-records.ts'
import { FeedRing } from './feed-ring.ts'
import { MinuteCounters } from './minute-counters.ts'
import { ProblemList } from './problem-list.ts'

type Message = Parameters<Broadcaster['send']>[0][number]

/** Records everything that happens on the dev server, for the Console only. Not sent to a channel, store or backend. */
export class Feed {
  readonly ring = new FeedRing()
  readonly #records = new FeedRecords()
  readonly #minutes = new MinuteCounters()
  readonly #problems = new ProblemList()
  /** The steps that the app has reached since the start of the server. */
  readonly steps: FeedSteps = { connected: false, subscribed: false, published: false, delivered: false }
  readonly #listeners = new Set<() => void>()

  /** Records an event of the hub. */
  hub(event: HubEvent, isApiCall: boolean): void {
    const record = this.#records.of(event, isApiCall)
    if (record) this.add(record)
  }

  add(record: NewFeedRecord): FeedRecord {
    const added = this.ring.add(record, Date.now())
    this.#minutes.count(added)
    this.#problems.add(added)
    this.#step(added)
    for (const listener of this.#listeners) listener()
    return added
  }

  #step({ kind, event, deliveries }: NewFeedRecord): void {
    const { steps } = this
    if (kind === 'connection' && event === 'connected') steps.connected = true
    else if (kind === 'subscription' && event === 'subscribed') steps.subscribed = true
    else if (kind === 'publish' || kind === 'client') {
      steps.published = true
      if ((deliveries ?? 0) > 0) steps.delivered = true
    }
  }

  /** Wraps an external backend to record the messages it accepts. Their receivers are unknown. */
  recorded(backend: Broadcaster): Broadcaster {
    return {
      ...backend,
      send: async (messages) => {
        try {
          const deliveries = await backend.send(messages)
          this.#accepted(backend, messages)
          return deliveries
        } catch (error) {
          const accepted = error instanceof BroadcastError ? error.accepted : 0
          this.#accepted(backend, messages.slice(0, accepted))
          this.#refused(backend, messages.slice(accepted), error)
          throw error
        }
      },
    }
  }

  #accepted({ name }: Broadcaster, messages: readonly Message[]): void {
    for (const { channels, event, data, socketId = null } of messages) {
      this.add({
        kind: 'publish',
        channels,
        event,
        sender: 'server',
        socketId,
        bytes: byteLength(data),
        deliveries: null,
        data,
        note: `Accepted by ${name}`,
      })
    }
  }

  #refused({ name }: Broadcaster, messages: readonly Message[], error: unknown): void {
    this.add({
      kind: 'refusal',
      channels: [...new Set(messages.flatMap(({ channels }) => channels))],
      event: 'broadcast failed',
      sender: name,
      socketId: null,
      bytes: null,
      deliveries: null,
      data: null,
      note: error instanceof Error ? error.message : 'The backend did not accept the events.',
    })
  }

  /** Counts of the last 60 minutes. */
  minutes(): FeedMinute[] {
    return this.#minutes.read()
  }

  /** The newest distinct problems, newest first. */
  problems(): readonly FeedProblem[] {
    return this.#problems.read()
  }

  /** Calls a listener after each record. @returns a function that removes it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
