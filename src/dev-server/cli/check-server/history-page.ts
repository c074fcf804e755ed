import type { CheckedServer } from './checked-server.ts'
import { Failure } from './findings.ts'

/** The checked fields of a stored event. */
export interface PageEvent {
  seq: number
  event: string
  data: Readonly<Record<string, unknown>>
}

/** A page whose fields have the types of docs/protocol.md. */
export interface Page {
  events: readonly PageEvent[]
  epoch: string
  firstSeq: number
  lastSeq: number
  nextCursor: number | null
  hasMore: boolean
}

/** Maximum number of pages read, in case the cursor of a server never ends. */
export const mostPages = 60

/** Greater than any number of an event. */
export const beyondNewest = Number.MAX_SAFE_INTEGER

/**
 * Requests a page and checks its fields.
 *
 * @throws Failure that names the field
 * @throws NotOffered when there is no history
 */
export async function readPage(
  server: CheckedServer,
  channel: string,
  query: Readonly<Record<string, string | number>>,
): Promise<Page> {
  const parameters = new URLSearchParams(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
  )
  const path = `/api/v1/channels/${encodeURIComponent(channel)}/events?${parameters}`
  const { body } = await server.askObject('GET', path)
  const { events, epoch, first_seq: firstSeq, last_seq: lastSeq, next_cursor: nextCursor } = body
  const { has_more: hasMore } = body
  if (!Array.isArray(events)) throw wrongField('events', 'a list', events)
  if (typeof epoch !== 'string' || epoch === '') throw wrongField('epoch', 'a non-empty text', epoch)
  if (!isCount(firstSeq)) throw wrongField('first_seq', 'an integer', firstSeq)
  if (!isCount(lastSeq)) throw wrongField('last_seq', 'an integer', lastSeq)
  if (nextCursor !== null && !isCount(nextCursor)) throw wrongField('next_cursor', 'an integer', nextCursor)
  if (typeof hasMore !== 'boolean') throw wrongField('has_more', 'true or false', hasMore)
  const read = events.map((event: unknown, index) => readEvent(event, `events[${index}]`))
  const falls = read.findIndex(({ seq }, index) => index > 0 && seq <= (read[index - 1]?.seq ?? 0))
  if (falls > 0) {
    throw new Failure(
      '`events` in ascending order of `seq`, each once',
      `${read[falls]?.seq} after ${read[falls - 1]?.seq}`,
      'Sort every page in ascending order, also with `before`.',
    )
  }
  return { events: read, epoch, firstSeq, lastSeq, nextCursor, hasMore }
}

/**
 * Reads the events from a number up to the newest.
 *
 * @throws Failure when the cursor does not advance
 */
export async function readUp(
  server: CheckedServer,
  channel: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ events: PageEvent[]; pages: number }> {
  const events: PageEvent[] = []
  let cursor = after
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const page = await readPage(server, channel, { after: cursor, limit })
    const outside = page.events.find(({ seq }) => seq <= cursor)
    if (outside) {
      throw new Failure(
        `only events above ${cursor} for after=${cursor}`,
        `seq ${outside.seq}`,
        '`after` is exclusive, and `next_cursor` is the `after` of the next page.',
      )
    }
    if (page.events.length > limit) throw tooMany(limit, page.events.length)
    events.push(...page.events)
    if (!page.hasMore) return { events, pages }
    if ((page.nextCursor ?? cursor) <= cursor) {
      throw new Failure(
        `\`next_cursor\` to advance beyond ${cursor} while \`has_more\` is true`,
        String(page.nextCursor),
        'Return the last number examined. The client stops at a cursor that does not advance.',
      )
    }
    cursor = page.nextCursor ?? cursor
  }
  throw new Failure(
    `the newest event within ${mostPages} pages`,
    '`has_more: true` in all of them',
    'Return `has_more: false` with the page that contains the newest event.',
  )
}

export function tooMany(limit: number, count: number): Failure {
  return new Failure(`at most ${limit} events for limit=${limit}`, String(count), 'Keep to `limit`.')
}

function readEvent(value: unknown, place: string): PageEvent {
  const { seq, event, data, timestamp } = Object(value) as Record<string, unknown>
  if (!isCount(seq) || seq === 0) throw wrongField(`${place}.seq`, 'an integer from 1', seq)
  if (typeof event !== 'string' || event === '')
    throw wrongField(`${place}.event`, 'the name of the event', event)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw wrongField(`${place}.data`, 'the payload, an object', data)
  }
  if (Object.hasOwn(data, '$kit')) {
    throw new Failure(
      `\`${place}.data\` without \`$kit\``,
      'one with it',
      'Store the payload without `$kit`, which is only for the backend.',
    )
  }
  // A time without a zone would be the local time of each reader.
  const isZoned = typeof timestamp === 'string' && /(?:Z|[+-]\d\d:?\d\d)$/.test(timestamp)
  const time = isZoned ? Date.parse(timestamp) : timestamp
  if (typeof time !== 'number' || !Number.isFinite(time)) {
    throw wrongField(`${place}.timestamp`, 'ISO 8601 text with its zone (Z) or epoch ms', timestamp)
  }
  return { seq, event, data: data as Record<string, unknown> }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function wrongField(field: string, expected: string, got: unknown): Failure {
  const text = got === undefined ? 'nothing' : (JSON.stringify(got) ?? 'nothing')
  return new Failure(
    `\`${field}\` of the page to be ${expected}`,
    text.slice(0, 80),
    'docs/protocol.md, "History", describes the fields of a page.',
  )
}
