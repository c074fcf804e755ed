import { HttpError, invalidField } from './http-error.ts'
import { isObject, parseJson, readText } from './request-body.ts'
import type { BodyLimits, JsonObject } from './request-body.ts'

/** The form fields that the routes read. All readers of a request must find the same value. */
const singleFields = ['socket_id', 'channel_name', 'backend'] as const

/**
 * The fields of a request as pusher-js and compatible clients send them: a form, JSON, or the query string. A field
 * that is signed must have one value: duplicates are refused, also when body and query string differ.
 *
 * @throws HttpError 400, 408, 413, or 415 for another content type
 */
export async function readForm(request: Request, limits: BodyLimits): Promise<JsonObject> {
  const query = formOf(new URL(request.url).searchParams)
  const text = await readText(request, limits)
  if (text === '') return query
  const body = readBody(request.headers.get('content-type') ?? '', text)
  for (const field of singleFields) {
    const isTwice = Object.hasOwn(query, field) && Object.hasOwn(body, field)
    if (isTwice && query[field] !== body[field]) throw twice(field)
  }
  return { ...query, ...body }
}

function readBody(contentType: string, text: string): JsonObject {
  const type = contentType.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') {
    const body = parseJson(text)
    if (isObject(body)) return body
    throw new HttpError(400, 'invalid_json', 'Expected the body to be a JSON object.', { field: 'body' })
  }
  if (type === 'application/x-www-form-urlencoded') return formOf(new URLSearchParams(text))
  const message = 'Expected the content type application/x-www-form-urlencoded or application/json.'
  throw new HttpError(415, 'unsupported_type', message, { field: 'content-type' })
}

function formOf(fields: URLSearchParams): JsonObject {
  const repeated = singleFields.find((field) => fields.getAll(field).length > 1)
  if (repeated !== undefined) throw twice(repeated)
  return Object.fromEntries(fields)
}

function twice(field: string): HttpError {
  return invalidField(field, `Expected \`${field}\` once but got it twice; send it in the body only.`)
}
