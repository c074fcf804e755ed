import type { ChannelDefinition, ChannelDefinitions } from '../../../channels/index.ts'

/** The sender of an event. */
export type Sender = 'server' | 'client' | 'client, as a message'

/** One event of a declaration. */
export interface DeclaredMessage {
  name: string
  sender: Sender
  /** Null if the schema provides none, such as `type<T>()`. */
  schema: Readonly<Record<string, unknown>> | null
}

type Schema = ChannelDefinition['events'][string]

/** The events of a channel: those of the server, client events, messages. */
export function messagesOf({
  events,
  clientEvents = {},
  messages = {},
}: ChannelDefinition): DeclaredMessage[] {
  const all = [
    [events, 'server'],
    [clientEvents, 'client'],
    [messages, 'client, as a message'],
  ] as const
  return all.flatMap(([schemas, sender]) =>
    Object.entries(schemas).map(([name, schema]) => ({ name, sender, schema: jsonSchemaOf(schema) })),
  )
}

/** The events without a JSON Schema, for a warning. */
export function untypedOf(channels: ChannelDefinitions): string[] {
  return Object.entries(channels).flatMap(([pattern, definition]) =>
    messagesOf(definition).flatMap(({ name, schema }) => (schema ? [] : [`${name} on ${pattern}`])),
  )
}

/** Uses the Standard JSON Schema interface (standardschema.dev). Draft 7, because AsyncAPI's schemas extend it. */
export function jsonSchemaOf(schema: Schema): Readonly<Record<string, unknown>> | null {
  const { jsonSchema } = schema['~standard'] as {
    jsonSchema?: { input: (options: { target: string }) => Record<string, unknown> }
  }
  try {
    const { $schema: _, ...found } = jsonSchema?.input({ target: 'draft-07' }) ?? {}
    return Object.keys(found).some((key) => key !== 'examples') ? found : null
  } catch {
    // Throws for types without a JSON Schema, such as functions or dates.
    return null
  }
}
