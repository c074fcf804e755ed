import type { ChannelDefinition } from '../../channels/index.ts'
import type { SchemaResult } from '../../channels/internal.ts'
import { invalidField } from '../http/request/http-error.ts'

type Schema = ChannelDefinition['events'][string]

/**
 * Returns the payload as validated by its declared schema; a promise only when the schema returns one.
 *
 * @param field - the caller's name for the payload
 * @throws HttpError 400 with the path in the payload
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
