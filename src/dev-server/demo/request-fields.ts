import { invalidField, isObject, typeName } from '../../server/internal.ts'

type Body = Readonly<Record<string, unknown>>

/** Maximum number of characters of a text in a log line or a title. */
const longestQuote = 80

/** Returns a field of 1 to 200 printable characters; undefined when it is missing. @throws HttpError 400 */
export function shortText(body: Body, field: string): string | undefined {
  const value = body[field]
  if (!isGiven(value)) return undefined
  if (typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(value)) return value
  const got = typeof value === 'string' ? `another string of ${value.length} characters` : typeName(value)
  throw invalidField(
    field,
    `Expected \`${field}\` to be a string of 1 to 200 printable characters but got ${got}.`,
  )
}

/** Returns the first line of a text; undefined when it is missing. @throws HttpError 400 */
export function firstLine(body: Body, field: string): string | undefined {
  const value = body[field]
  if (!isGiven(value)) return undefined
  if (typeof value !== 'string') {
    throw invalidField(field, `Expected \`${field}\` to be a string but got ${typeName(value)}.`)
  }
  return quoted(value)
}

/** Returns an object; `{}` when it is missing. @throws HttpError 400 */
export function objectField(body: Body, field: string): Body {
  const value = body[field]
  if (!isGiven(value)) return {}
  if (isObject(value)) return value
  throw invalidField(field, `Expected \`${field}\` to be an object but got ${typeName(value)}.`)
}

/** The first line of a text, truncated; undefined for an empty text. */
export function quoted(text: string): string | undefined {
  const [line = ''] = text.trim().split(/\p{Cc}/u)
  const characters = Array.from(line.replaceAll(/\p{Cs}/gu, ''))
  if (characters.length === 0) return undefined
  const isCut = characters.length > longestQuote
  return isCut ? `${characters.slice(0, longestQuote).join('')}…` : characters.join('')
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
