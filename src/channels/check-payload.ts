import type { StandardSchemaV1 } from '@standard-schema/spec'

/** What a schema found wrong with a payload. */
export type PayloadIssue = StandardSchemaV1.Issue

/** The payload as the schema gives it out, or what is wrong with it. */
export type CheckedPayload = { value: unknown; issues?: undefined } | { issues: readonly PayloadIssue[] }

/** Checks a payload against a schema; one that checks asynchronously is refused, since events keep their order. */
export function checkPayload(schema: StandardSchemaV1, payload: unknown): CheckedPayload {
  const result = schema['~standard'].validate(payload)
  if (result instanceof Promise) {
    return {
      issues: [{ message: 'Expected a schema that checks at once but got one that returns a promise' }],
    }
  }
  return result.issues ? { issues: result.issues } : { value: result.value }
}

/** An issue with its place in the payload: `items.0.title: Required`. */
export function explainIssue({ message, path = [] }: PayloadIssue): string {
  const place = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.')
  return place === '' ? message : `${place}: ${message}`
}
