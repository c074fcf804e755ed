import { invalidField, typeName } from './http-error.ts'
import type { JsonObject } from './request-body.ts'

/** @throws HttpError 400 that names the field */
export function stringField(body: JsonObject, field: string): string {
  const value = body[field]
  if (typeof value === 'string' && value !== '') return value
  const got = value === '' ? 'an empty one' : typeName(value)
  throw invalidField(field, `Expected \`${field}\` to be a string but got ${got}.`)
}

/** Parses an integer of the query string; undefined when it is missing. @throws HttpError 400 */
export function integerParameter(
  query: URLSearchParams,
  field: string,
  least: number,
  most: number,
): number | undefined {
  const text = query.get(field)
  if (text === null) return undefined
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw invalidField(field, `Expected \`${field}\` to be a whole number from ${least} to ${most}.`)
}

/** 1 to 200 characters that every database can index. */
export const indexedText = /^[^\p{Cc}\p{Cs}]{1,200}$/u

/** All values of a repeatable query parameter. @throws HttpError 400 */
export function filterParameter(query: URLSearchParams, field: string): string[] {
  const values = query.getAll(field)
  if (values.length <= 50 && values.every((value) => indexedText.test(value))) return values
  throw invalidField(field, `Expected \`${field}\` to be 1 to 200 printable characters, at most 50 times.`)
}
