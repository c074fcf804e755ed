import type { ChannelDefinition, ChannelDefinitions } from '../../channels/index.ts'
import { givenBy, sampleOf } from './json-schema-sample.ts'

/** An event of a declaration. */
export interface DeclaredEvent {
  name: string
  /** A suggested payload, as JSON; null when the schema gives none. */
  sample: string | null
  /** True for a sample from the schema's examples or defaults; false for a generated one. */
  isExample: boolean
}

/** A declaration without its schemas. */
export interface DeclaredChannel {
  pattern: string
  events: readonly DeclaredEvent[]
}

type Schema = ChannelDefinition['events'][string]

/** Converts declarations to the data of a form for events. */
export function declaredChannels(channels: ChannelDefinitions): DeclaredChannel[] {
  return Object.entries(channels).map(([pattern, { events, clientEvents = {} }]) => ({
    pattern,
    events: Object.entries({ ...events, ...clientEvents }).map(([name, schema]) =>
      declaredEvent(name, schema),
    ),
  }))
}

function declaredEvent(name: string, schema: Schema): DeclaredEvent {
  const sample = samplePayload(schema)
  const text = sample && JSON.stringify(sample.payload, null, 2)
  return { name, sample: text ?? null, isExample: sample?.isExample ?? false }
}

/** A payload that matches the schema; null when the schema library provides no JSON Schema. */
export function samplePayload(schema: Schema): { payload: unknown; isExample: boolean } | null {
  const json = jsonSchemaOf(schema)
  if (!json) return null
  return { payload: sampleOf(json), isExample: givenBy(json) !== null }
}

/** Uses the Standard JSON Schema interface (standardschema.dev) of zod 4.2, ArkType 2.1.28 and later. */
function jsonSchemaOf(schema: Schema): Record<string, unknown> | null {
  const { jsonSchema } = schema['~standard'] as {
    jsonSchema?: { input: (options: { target: string }) => Record<string, unknown> }
  }
  try {
    return jsonSchema?.input({ target: 'draft-2020-12' }) ?? null
  } catch {
    // Types without a JSON Schema, such as functions or dates.
    return null
  }
}
