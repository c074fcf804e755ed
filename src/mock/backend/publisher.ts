import { matchChannel, type ChannelDefinition, type ChannelDefinitions } from '../../channels/index.ts'
import { batchEvent, explainIssue, findUndeclared, kitKey, markPayload } from '../../channels/internal.ts'
import {
  ApiError,
  base64ToBytes,
  channelKind,
  checkPublication,
  encrypt,
  isChannelName,
  userChannel,
} from '../../protocol/index.ts'
import { encryptionMasterKey } from './authorization.ts'
import type { MockHistory, StoredEvent } from '../state/history.ts'
import { MockError } from '../mock-error.ts'
import type { MockContext } from '../state/mock-context.ts'

/**
 * Publishes like a server: validates events, numbers those of persisted channels, and encrypts those of encrypted
 * channels.
 */
export class Publisher {
  readonly #context: MockContext
  readonly #history: MockHistory | null
  readonly #channels: ChannelDefinitions | null
  readonly #refusesUnknown: boolean

  /** @param history - null for events without numbers */
  constructor(
    context: MockContext,
    history: MockHistory | null,
    channels: ChannelDefinitions | null,
    refusesUnknown: boolean,
  ) {
    this.#context = context
    this.#history = history
    this.#channels = channels
    this.#refusesUnknown = refusesUnknown
  }

  /** Returns the stored event of each channel; null for channels that are not persisted. */
  publish(names: readonly string[], event: string, data: unknown, socketId?: string): (StoredEvent | null)[] {
    const definitions = names.map((name) => this.#check(name, event, data))
    // All names are checked first, so that a refused list is not partly published.
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
    const history = this.#history
    if (!definition?.persist || !history) {
      this.#send(name, event, textOf(data), socketId)
      return null
    }
    const stored = history.append(name, event, data, this.#context.clock.now())
    const json = JSON.stringify({ ...asObject(data) })
    this.#send(name, event, markPayload(json, stored.seq, history.epoch), socketId)
    return stored
  }

  #send(name: string, event: string, text: string, socketId?: string): void {
    const data = channelKind(name).kind === 'encrypted' ? this.#seal(name, text) : text
    accepted(event, [name], () =>
      this.#context.hub.publish(this.#context.app.id, {
        channels: [name],
        event,
        data,
        ...(socketId === undefined ? {} : { socketId }),
      }),
    )
  }

  #seal(name: string, text: string): string {
    return encrypt(name, text, base64ToBytes(encryptionMasterKey), this.#context.nonce())
  }

  #check(name: string, event: string, data: unknown): ChannelDefinition | null {
    if (!isChannelName(name)) {
      throw new MockError(
        'illegal_channel_name',
        `Expected a channel name out of A-Z a-z 0-9 _ - = @ , . ; but got ${JSON.stringify(name)}; build names with channelName().`,
      )
    }
    if (!this.#channels || isKitMessage(event, data)) return null
    const undeclared = this.#refusesUnknown ? findUndeclared(this.#channels, name, event) : null
    if (undeclared) {
      const { code, expected, remedy } = undeclared
      const got = code === 'undeclared_event' ? event : name
      throw new MockError(code, `Expected ${expected} but got "${got}"; ${remedy}.`)
    }
    const match = matchChannel(this.#channels, name)
    if (!match) return null
    const { events, clientEvents } = match.definition
    const declared = { ...events, ...clientEvents }
    const schema = Object.hasOwn(declared, event) ? declared[event] : undefined
    if (!schema) return match.definition
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

/** Runs a call that Pusher may refuse, and converts a refusal to a `MockError`. */
function accepted(event: string, names: readonly string[], publish: () => void): void {
  try {
    publish()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const where = names.length === 1 ? `"${names[0]}"` : `${names.length} channels`
    throw new MockError(
      'publication_refused',
      `Expected Pusher to accept "${event}" on ${where} but got ${error.status} ${error.message}; correct the event.`,
      { cause: error },
    )
  }
}

/** A string is sent unchanged, as Pusher's server libraries do. Clients parse it as JSON if possible. */
function textOf(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data ?? null)
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : { value: data }
}

/** A message with its number, as the kit's server sends it. */
function isKitMessage(event: string, data: unknown): boolean {
  return event === batchEvent || (typeof data === 'object' && data !== null && Object.hasOwn(data, kitKey))
}
