import { HttpError } from './http-error.ts'
import { isObject, parseJson, readText } from './request-body.ts'
import type { JsonObject } from './request-body.ts'

/**
 * The fields of a request as pusher-js and its relatives send them: a form, JSON, or the query string. The body
 * wins over the query string.
 *
 * @throws HttpError 400, 413, or 415 for another content type
 */
export async function readForm(request: Request, maxBytes: number): Promise<JsonObject> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const text = await readText(request, maxBytes)
  if (text === '') return query
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') {
    const body = parseJson(text)
    if (isObject(body)) return { ...query, ...body }
    throw new HttpError(400, 'invalid_json', 'Expected the body to be a JSON object.', { field: 'body' })
  }
  if (type === 'application/x-www-form-urlencoded') {
    return { ...query, ...Object.fromEntries(new URLSearchParams(text)) }
  }
  const message = 'Expected the content type application/x-www-form-urlencoded or application/json.'
  throw new HttpError(415, 'unsupported_type', message, { field: 'content-type' })
}
