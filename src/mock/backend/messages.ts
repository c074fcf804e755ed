import type { MockUser } from '../mock-user.ts'
import type { StoredEvent } from '../state/history.ts'

/** A message that a client posted to the message endpoint, as a handler of the app's server receives it. */
export interface MockMessage {
  /** The sender. */
  user: MockUser
  /** The type of the message. */
  type: string
  /** Its content, not validated. */
  payload: unknown
  /** The channel of the message; by default `private-user-{id}` of the sender. */
  channel: string
  /** Publishes on the message's channel. */
  publish: (event: string, data: unknown) => void
}

/** Handles a message. A result with a status other than 200 refuses it. */
export type MockMessageHandler = (
  message: MockMessage,
) => MockMessageAnswer | void | Promise<MockMessageAnswer | void>

/** The response to a message. */
export interface MockMessageAnswer {
  /** HTTP status. */
  status: number
  /** Error text of a refusal. @defaultValue none */
  error?: string
}

/** Handlers by message type. Types without one are refused, as the kit's server does. */
export type MockMessageHandlers = Readonly<Record<string, MockMessageHandler>>

interface Delivery extends Omit<MockMessage, 'publish'> {
  publish: (event: string, data: unknown) => StoredEvent | null
}

/** Calls the handler of a message. Returns the last event that it stored, or a refusal. */
export async function handleMessage(
  handlers: MockMessageHandlers,
  { publish, ...message }: Delivery,
): Promise<{ stored: StoredEvent | null } | MockMessageAnswer> {
  const { type } = message
  const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined
  if (!handler) {
    const known = Object.keys(handlers).join(', ')
    return { status: 400, error: `Expected \`message_type\` to be one of ${known} but got "${type}".` }
  }
  let stored: StoredEvent | null = null
  const answer = await handler({
    ...message,
    publish: (event, data) => {
      stored = publish(event, data)
    },
  })
  return answer && answer.status !== 200 ? answer : { stored }
}
