import { readPayload } from '../../channels/internal.ts'
import type { MockNetworkState } from '../transcript/network-states.ts'
import type { TranscriptFrame, TranscriptNote } from '../transcript/transcript-entry.ts'
import { userChannelPrefix } from '../user-channel.ts'
import { literal } from './literal.ts'
import { MemberNames } from './member-names.ts'
import { dropCode, networkCode } from './network-code.ts'

/** ms; after an outage pusher-js retries for the first time after 15 s. */
const outageTimeout = 20_000

/** Writes test code line by line, and tracks members, network and connections. */
export class TestCodeWriter {
  readonly #lines: string[] = []
  /** Lines for members that were present before the transcript starts. */
  readonly #before: string[] = []
  readonly #names = new MemberNames()
  /** Variables of the present members, by channel and id. */
  readonly #members = new Map<string, string>()
  /** The app's own user id, by channel. */
  readonly #own = new Map<string, string>()
  readonly #lastFrames: ReadonlyMap<string, number>
  #network: MockNetworkState = 'connected'
  #socketId: string | null = null
  #wasBroken = false
  #waits = false
  /** Counts of each call per socket, and of its written lines. */
  #callCounts = new Map<string, number>()

  /** @param lastFrames - the index of the last frame of each socket */
  constructor(lastFrames: ReadonlyMap<string, number>) {
    this.#lastFrames = lastFrames
  }

  get text(): string {
    return [...this.#before, ...this.#lines].join('\n')
  }

  comment(text: string): void {
    this.#lines.push(`// ${text.replaceAll('\n', ' ')}`)
  }

  changed(change: TranscriptNote['change']): void {
    this.#wasBroken = true
    if ('denied' in change) {
      this.#lines.push(`mock.authorize(() => ${String(!change.denied)})`, 'mock.drop()')
      return
    }
    this.#lines.push(...networkCode[this.#network].end, ...networkCode[change.network].begin)
    this.#waits = this.#network === 'outage'
    this.#network = change.network
  }

  /** The app subscribed to a channel. */
  subscribeSent({ channel, channel_data: text }: Readonly<Record<string, unknown>>): void {
    if (typeof channel !== 'string' || typeof text !== 'string') return
    const { user_id: id } = JSON.parse(text) as { user_id: unknown }
    this.#own.set(channel, String(id))
  }

  appSent(channel: string, event: string, data: unknown): void {
    this.comment(`The app sends ${event} on ${channel}: ${literal(data)}`)
  }

  /** A new connection: if the previous one has no more frames, writes the drop, unless a network state caused it. */
  connected(socketId: string, index: number): void {
    const before = this.#socketId
    const isReplaced = before !== null && (this.#lastFrames.get(before) ?? 0) < index
    if (isReplaced && !this.#wasBroken) {
      this.#lines.push(this.#network === 'flapping' ? dropCode : 'mock.drop()')
    }
    this.#socketId = socketId
    this.#wasBroken = false
    this.#callCounts.clear()
  }

  subscribed(channel: string, { presence }: Readonly<Record<string, unknown>>): void {
    if (typeof presence === 'object' && presence !== null) this.#syncMembers(channel, presence)
    const options = this.#waits ? `, { timeout: ${outageTimeout} }` : ''
    this.#lines.push(`await mock.subscribed(${literal(channel)}${options})`)
  }

  joined(channel: string, id: string, info: unknown): void {
    if (!this.#members.has(keyOf(channel, id))) this.#lines.push(this.#join(channel, id, info))
  }

  left(channel: string, id: string): void {
    this.#lines.push(`${this.#member(channel, id)}.leave()`)
    this.#members.delete(keyOf(channel, id))
  }

  published({ event, data, userId, socketId }: TranscriptFrame, channel: string): void {
    const call = this.#call(channel, event, data, userId)
    // Every socket of the app receives the event; it is written for the first one.
    const times = this.#count(`${socketId} ${call}`)
    if (times > (this.#callCounts.get(call) ?? 0)) {
      this.#count(call)
      this.#lines.push(call)
    }
  }

  #count(key: string): number {
    const times = (this.#callCounts.get(key) ?? 0) + 1
    this.#callCounts.set(key, times)
    return times
  }

  #call(channel: string, event: string, data: unknown, userId: string | undefined): string {
    if (channel.startsWith('private-encrypted-')) return `// Encrypted: ${event} on ${channel}`
    // Without `$kit`, which the mock adds.
    const rest = `${literal(event)}, ${literal(readPayload(data).data)})`
    if (userId !== undefined) return `${this.#member(channel, userId)}.trigger(${rest}`
    if (!channel.startsWith(userChannelPrefix)) return `mock.trigger(${literal(channel)}, ${rest}`
    return `mock.sendToUser(${literal(channel.slice(userChannelPrefix.length))}, ${rest}`
  }

  /** Writes joins and leaves, so that the members match the snapshot. */
  #syncMembers(channel: string, { hash = {} }: { hash?: Readonly<Record<string, unknown>> }): void {
    for (const [id, info] of Object.entries(hash)) {
      if (id !== this.#own.get(channel)) this.joined(channel, id, info)
    }
    for (const key of this.#members.keys()) {
      const [where, id] = JSON.parse(key) as [string, string]
      if (where === channel && !Object.hasOwn(hash, id)) this.left(channel, id)
    }
  }

  #member(channel: string, id: string): string {
    const key = keyOf(channel, id)
    if (!this.#members.has(key)) this.#before.push(this.#join(channel, id, undefined))
    return this.#members.get(key) ?? ''
  }

  #join(channel: string, id: string, info: unknown): string {
    const name = this.#names.next(id)
    this.#members.set(keyOf(channel, id), name)
    const member = info === undefined || info === null ? { id } : { id, info }
    return `const ${name} = mock.join(${literal(channel)}, ${literal(member)})`
  }
}

function keyOf(channel: string, id: string): string {
  return JSON.stringify([channel, id])
}
