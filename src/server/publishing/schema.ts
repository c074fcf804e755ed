import type { ChannelDefinition } from '../../channels/index.ts'
import type { SchemaResult } from '../../channels/internal.ts'
import { invalidField } from '../http/request/http-error.ts'

type Schema = ChannelDefinition['events'][string]

/**
 * The payload as its declared schema returns it; a promise only when the schema returns one.
 *
 * @param field - what the caller calls the payload
 * @throws HttpError 400 that names the place in the payload
 */
export function validPayload(schema: Schema, data: unknown, field = 'data'): unknown {
  const checked = schema['~standard'].validate(data)
  return checked instanceof Promise
    ? checked.then((result) => valueOf(result, field))
    : valueOf(checked, field)
}

function valueOf(result: SchemaResult, field: string): unknown {
  if (!result.issues) return result.value
  const [issue] = result.issues
  const path = (issue?.path ?? []).map((segment) =>
    String(typeof segment === 'object' ? segment.key : segment),
  )
  throw invalidField(
    [field, ...path].join('.'),
    issue?.message ?? 'Expected a payload of the declared shape.',
  )
}
