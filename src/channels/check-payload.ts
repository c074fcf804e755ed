import type { StandardSchemaV1 } from '@standard-schema/spec'

/** A validation issue of a payload. */
export type PayloadIssue = StandardSchemaV1.Issue

/** The result of a schema. */
export type SchemaResult = StandardSchemaV1.Result<unknown>

/** The output of the schema, or its issues. */
export type CheckedPayload = { value: unknown; issues?: undefined } | { issues: readonly PayloadIssue[] }

/** Validates a payload. Asynchronous schemas are reported as an issue, because events are dispatched in order. */
export function checkPayload(schema: StandardSchemaV1, payload: unknown): CheckedPayload {
  const result = schema['~standard'].validate(payload)
  if (result instanceof Promise) {
    return {
      issues: [{ message: 'Expected a synchronous schema but got one that returns a promise' }],
    }
  }
  return result.issues ? { issues: result.issues } : { value: result.value }
}

/** An issue with its path in the payload: `items.0.title: Required`. */
export function explainIssue({ message, path = [] }: PayloadIssue): string {
  const place = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.')
  return place === '' ? message : `${place}: ${message}`
}
