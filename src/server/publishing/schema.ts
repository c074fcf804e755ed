import type { ChannelDefinition } from '../../channels/index.ts'
import { invalidField } from '../http/request/http-error.ts'

type Schema = ChannelDefinition['events'][string]

/**
 * The payload as its declared schema returns it.
 *
 * @throws HttpError 400 that names the place in the payload
 */
export async function validPayload(schema: Schema, data: unknown): Promise<unknown> {
  const checked = schema['~standard'].validate(data)
  const result = checked instanceof Promise ? await checked : checked
  if (!result.issues) return result.value
  const [issue] = result.issues
  const path = (issue?.path ?? []).map((segment) =>
    String(typeof segment === 'object' ? segment.key : segment),
  )
  throw invalidField(
    ['data', ...path].join('.'),
    issue?.message ?? 'Expected a payload of the declared shape.',
  )
}
