import {
  batchEvent,
  explainIssue,
  kitKey,
  matchChannel,
  type ChannelDefinition,
  type ChannelDefinitions,
} from '../channels/index.ts'
import {
  ApiError,
  base64ToBytes,
  channelKind,
  checkPublication,
  encrypt,
  isChannelName,
  userChannel,
} from '../protocol/index.ts'
import { encryptionMasterKey } from './authorization.ts'
import type { MockHistory, StoredEvent } from './history.ts'
import { MockError } from './mock-error.ts'
import type { World } from './world.ts'

/** Publishes as a server would: checked, numbered where the channel is persisted, sealed where it is encrypted. */
export class Publisher {
  readonly #world: World
  readonly #history: MockHistory
  readonly #channels: ChannelDefinitions | null

  constructor(world: World, history: MockHistory, channels: ChannelDefinitions | null) {
    this.#world = world
    this.#history = history
    this.#channels = channels
  }

  /** Answers what was stored, per channel; null for a channel that is not persisted. */
  publish(names: readonly string[], event: string, data: unknown, socketId?: string): (StoredEvent | null)[] {
    const definitions = names.map((name) => this.#check(name, event, data))
    // As a whole first, so that a refused list reaches nobody.
    accepted(event, names, () => checkPublication({ channels: names, event, data: textOf(data) }))
    return names.map((name, index) =>
      this.#publishTo(name, definitions[index] ?? null, event, data, socketId),
    )
  }

  sendToUser(userId: string, event: string, data: unknown): void {
    this.#send(userChannel(userId), event, textOf(data))
  }

  #publishTo(
    name: string,
    definition: ChannelDefinition | null,
    event: string,
    data: unknown,
    socketId?: string,
  ): StoredEvent | null {
    if (!definition?.persist) {
      this.#send(name, event, textOf(data), socketId)
      return null
    }
    const stored = this.#history.append(name, event, data, this.#world.clock.now())
    const mark = { [kitKey]: { seq: stored.seq, epoch: this.#history.epoch } }
    this.#send(name, event, JSON.stringify({ ...asObject(data), ...mark }), socketId)
    return stored
  }

  #send(name: string, event: string, text: string, socketId?: string): void {
    const data = channelKind(name).kind === 'encrypted' ? this.#seal(name, text) : text
    accepted(event, [name], () =>
      this.#world.hub.publish(this.#world.app.id, {
        channels: [name],
        event,
        data,
        ...(socketId === undefined ? {} : { socketId }),
      }),
    )
  }

  #seal(name: string, text: string): string {
    return encrypt(name, text, base64ToBytes(encryptionMasterKey), this.#world.nonce())
  }

  #check(name: string, event: string, data: unknown): ChannelDefinition | null {
    if (!isChannelName(name)) {
      throw new MockError(
        'illegal_channel_name',
        `Expected a channel name out of A-Z a-z 0-9 _ - = @ , . ; but got ${JSON.stringify(name)}; build names with channelName().`,
      )
    }
    if (!this.#channels || isKitMessage(event, data)) return null
    const match = matchChannel(this.#channels, name)
    if (!match) {
      throw new MockError(
        'undeclared_channel',
        `Expected a declared channel but got "${name}"; declared are ${Object.keys(this.#channels).join(', ')}. Add it to defineChannels() or correct the name.`,
      )
    }
    const { events, clientEvents } = match.definition
    const schema = events[event] ?? clientEvents?.[event]
    if (!schema) {
      throw new MockError(
        'undeclared_event',
        `Expected an event declared for "${match.pattern}" (${Object.keys(events).join(', ') || 'none'}) but got "${event}"; add it to defineChannels() or correct the name.`,
      )
    }
    const result = schema['~standard'].validate(data)
    if (!(result instanceof Promise) && result.issues) {
      const reasons = result.issues.map(explainIssue).join('; ')
      throw new MockError(
        'invalid_payload',
        `Expected the declared payload of "${event}" on "${match.pattern}" but got ${textOf(data)}: ${reasons}; correct the payload or its schema.`,
      )
    }
    return match.definition
  }
}

/** Runs what Pusher may refuse, and says so as a mistake of the test. */
function accepted(event: string, names: readonly string[], publish: () => void): void {
  try {
    publish()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const where = names.length === 1 ? `"${names[0]}"` : `${names.length} channels`
    throw new MockError(
      'publication_refused',
      `Expected Pusher to accept "${event}" on ${where} but got ${error.status} ${error.message}; correct the event as a server would have to.`,
      { cause: error },
    )
  }
}

/** A text goes out as it is, as from Pusher's own server libraries; clients read it as JSON where they can. */
function textOf(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data ?? null)
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : { value: data }
}

/** A message as the kit's server sends it, numbered already. */
function isKitMessage(event: string, data: unknown): boolean {
  return event === batchEvent || (typeof data === 'object' && data !== null && Object.hasOwn(data, kitKey))
}
