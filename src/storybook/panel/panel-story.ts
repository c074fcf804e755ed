import {
  toRow,
  type DeclaredChannel,
  type TranscriptEntry,
  type TranscriptRow,
} from '../../inspector/index.ts'
import { createSignal } from '../../primitives/index.ts'
import {
  type Envelope,
  type LinkChannel,
  maxEntries,
  type PanelCommand,
  type PanelMessage,
  type StoryMessage,
  type StoryStatus,
  toPanel,
  toStory,
} from '../link/messages.ts'

/** The panel's state of the current story. */
export interface PanelSnapshot {
  declared: readonly DeclaredChannel[]
  /** Null before the story reported its status. */
  status: StoryStatus | null
  /** Oldest first, at most `maxEntries`. */
  rows: readonly TranscriptRow[]
}

export const nothing: PanelSnapshot = { declared: [], status: null, rows: [] }

/** The panel's connection to one story: receives its messages while it is watched, and sends commands. */
export class PanelStory {
  readonly #channel: LinkChannel<PanelMessage, StoryMessage>
  readonly #storyId: string
  readonly #changed = createSignal()
  readonly #answers = new Map<number, (problem: string | null) => void>()
  #requests = 0
  #keys = 0
  /** Epoch ms; older entries are not shown again when the panel is reopened. */
  #clearedAt = 0
  #snapshot = nothing

  constructor(channel: LinkChannel<PanelMessage, StoryMessage>, storyId: string) {
    this.#channel = channel
    this.#storyId = storyId
  }

  readonly subscribe = this.#changed.on

  readonly getSnapshot = (): PanelSnapshot => this.#snapshot

  /** Subscribes to the story. @returns a function that unsubscribes */
  watch(): () => void {
    this.#channel.on(toPanel, this.#onMessage)
    this.#emit({ type: 'watch' })
    return () => {
      this.#emit({ type: 'unwatch' })
      this.#channel.off(toPanel, this.#onMessage)
      for (const answer of this.#answers.values()) answer('The story was closed.')
      this.#answers.clear()
    }
  }

  /** @returns the error message, or null on success */
  send(command: PanelCommand): Promise<string | null> {
    this.#requests += 1
    const request = this.#requests
    return new Promise((resolve) => {
      this.#answers.set(request, resolve)
      this.#emit({ type: 'command', request, command })
    })
  }

  /** Empties the transcript. */
  clear(): void {
    this.#clearedAt = this.#snapshot.rows.at(-1)?.entry.at ?? this.#clearedAt
    this.#update({ rows: [] })
  }

  #emit(message: StoryMessage): void {
    this.#channel.emit(toStory, { storyId: this.#storyId, message })
  }

  readonly #onMessage = ({ storyId, message }: Envelope<PanelMessage>): void => {
    if (storyId !== this.#storyId) return
    switch (message.type) {
      case 'opened':
        this.#clearedAt = 0
        this.#update({ rows: [] })
        this.#emit({ type: 'watch' })
        break
      case 'declared':
        this.#update({ declared: message.channels })
        break
      case 'status':
        this.#update({ status: message.status })
        break
      case 'entries':
        this.#append(JSON.parse(message.json) as TranscriptEntry[], message.restart)
        break
      case 'answer':
        this.#answers.get(message.request)?.(message.problem)
        this.#answers.delete(message.request)
        break
    }
  }

  #append(entries: readonly TranscriptEntry[], restart: boolean): void {
    const added = entries.map((entry) => {
      this.#keys += 1
      return toRow(entry, this.#keys)
    })
    const rows = restart
      ? added.filter(({ entry }) => entry.at > this.#clearedAt)
      : [...this.#snapshot.rows, ...added]
    this.#update({ rows: rows.length > maxEntries ? rows.slice(-maxEntries) : rows })
  }

  #update(change: Partial<PanelSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    this.#changed.emit()
  }
}
