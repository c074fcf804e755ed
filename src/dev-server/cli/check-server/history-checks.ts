import type { CheckedServer } from './checked-server.ts'
import { type Check, Failure, NotOffered } from './findings.ts'
import {
  beyondNewest,
  mostPages,
  type Page,
  type PageEvent,
  readPage,
  readUp,
  tooMany,
} from './history-page.ts'
import type { Published } from './publish-checks.ts'

export interface HistoryChecks {
  server: CheckedServer
  channel: string
  /** The events of this run; null if nothing could be published. */
  published: Published | null
}

/** Number of history events that are read if nothing was published. */
const sampled = 20

/** `GET /api/v1/channels/{channel}/events` */
export async function checkHistory(
  { server, channel, published }: HistoryChecks,
  check: Check,
): Promise<void> {
  const state: { newest?: Page; known: readonly PageEvent[] } = { known: [] }
  await check(
    `the history of ${channel} is read`,
    async () => {
      const newest = await readPage(server, channel, { limit: 1000, before: beyondNewest })
      state.newest = newest
      return `epoch ${newest.epoch}, the numbers ${newest.firstSeq} to ${newest.lastSeq}`
    },
    { isNeeded: true },
  )
  const { newest } = state
  if (!newest) return
  const after = published ? published.first - 1 : Math.max(newest.firstSeq - 1, newest.lastSeq - sampled)

  await check('published events can be read, once and in order', async () => {
    const { events } = await readUp(server, channel, { after, limit: 1000 })
    state.known = events
    if (!published) return `this command published nothing; older events: ${events.length}`
    return compare(published, events, newest)
  })
  await check('numbers are contiguous', async () => {
    const { known } = state
    const hole = known.findIndex(({ seq }, index) => index > 0 && seq !== (known[index - 1]?.seq ?? 0) + 1)
    if (hole > 0) {
      throw new Failure(
        `${(known[hole - 1]?.seq ?? 0) + 1} after ${known[hole - 1]?.seq}`,
        String(known[hole]?.seq),
        'Assign the next number in the transaction that stores the event: database sequences leave gaps.',
      )
    }
    return known.length > 0 ? `${known[0]?.seq} to ${known.at(-1)?.seq}` : 'there are no events'
  })
  await check('reading forwards continues at next_cursor', async () => {
    const { events, pages } = await readUp(server, channel, { after, limit: 2 })
    const seqs = new Set(events.map(({ seq }) => seq))
    const missed = state.known.find(({ seq }) => !seqs.has(seq))
    if (!missed) return `${pages} pages with limit=2`
    throw new Failure(
      `the same events with limit=2 as with limit=1000`,
      `pages without seq ${missed.seq}`,
      '`next_cursor` is the last number examined. The next page begins above it.',
    )
  })
  await check('reading backwards ends at the oldest event', () => readDown(server, channel, after))
  await check('there is no event above the newest number', async () => {
    const { lastSeq } = await readPage(server, channel, { after, limit: 1 })
    const page = await readPage(server, channel, { after: lastSeq, limit: 10 })
    const wrong = page.events.find(({ seq }) => seq <= lastSeq)
    if (!wrong && (page.events.length > 0 || !page.hasMore)) return `after=${lastSeq} is empty`
    throw new Failure(
      `no events and \`has_more: false\` for after=${lastSeq}`,
      wrong ? `seq ${wrong.seq}` : '`has_more: true`',
      '`after` is exclusive; `last_seq` is the newest number of the channel.',
    )
  })
  await check('only events of one name', async () => {
    const page = await readPage(server, channel, { event: 'check-server-none', after, limit: 10 })
    if (page.events.length === 0) return 'event=check-server-none is empty'
    throw new Failure(
      'no events for event=check-server-none',
      `an event ${JSON.stringify(page.events[0]?.event)}`,
      'Filter by `event`, and advance `next_cursor` past events that do not match.',
    )
  })
  await check('only events of one thread', async () => {
    const page = await readPage(server, channel, {
      thread_id: `check-server-${crypto.randomUUID()}`,
      limit: 10,
    })
    if (page.events.length === 0) return 'a thread that does not exist is empty'
    throw new NotOffered('`thread_id` is ignored')
  })
  await check('a channel without events is empty', () => checkUnknown(server))
}

function compare({ texts, epoch }: Published, events: readonly PageEvent[], { epoch: own }: Page): string {
  if (own !== epoch) {
    throw new Failure(
      `the epoch ${epoch} of the receipts`,
      own,
      'Receipts, `$kit` and the history must have the same epoch. It changes only when numbering restarts.',
    )
  }
  const read = events.map(({ data }) => data['text']).filter((text) => texts.includes(String(text)))
  const missing = texts.find((text) => !read.includes(text))
  if (missing !== undefined) {
    throw new Failure(
      `all ${texts.length} events that were published`,
      `${read.length}, without ${JSON.stringify(missing)}`,
      'Store an event before you publish it, and read from the database that it was written to.',
    )
  }
  if (read.length > texts.length) {
    throw new Failure('each event once', `${read.length} for ${texts.length}`, 'Store an event once.')
  }
  const firsts = read.filter((text) => texts.indexOf(String(text)) < 3)
  if (firsts.join('\n') !== texts.slice(0, 3).join('\n')) {
    throw new Failure(
      'the order of publishing',
      firsts.join(', '),
      'Number events in the order in which they are accepted.',
    )
  }
  return `${texts.length} events`
}

async function readDown(server: CheckedServer, channel: string, after: number): Promise<string> {
  let before = beyondNewest
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const page = await readPage(server, channel, { before, limit: 3 })
    const outside = page.events.find(({ seq }) => seq >= before)
    if (outside) {
      throw new Failure(`only events below ${before}`, `seq ${outside.seq}`, '`before` is exclusive.')
    }
    if (page.events.length > 3) throw tooMany(3, page.events.length)
    if (pages === 1 && (page.events.at(-1)?.seq ?? 0) < page.lastSeq) {
      throw new Failure(
        `the newest events, up to ${page.lastSeq}, for \`before\` alone`,
        page.events.length > 0 ? `up to ${page.events.at(-1)?.seq}` : 'none',
        '`before` without `after` returns the newest events below it, in ascending order.',
      )
    }
    if (!page.hasMore || (page.events[0]?.seq ?? before) <= after + 1) return `${pages} pages with limit=3`
    const next = page.events[0]?.seq ?? page.nextCursor ?? before
    if (next >= before) {
      throw new Failure(
        `\`next_cursor\` below ${before} while \`has_more\` is true`,
        String(page.nextCursor),
        'Return the lowest number examined.',
      )
    }
    before = next
  }
  throw new Failure(
    `the event ${after + 1} within ${mostPages} pages`,
    '`has_more: true` in all of them',
    'Read backwards from `before`, and advance by whole pages.',
  )
}

async function checkUnknown(server: CheckedServer): Promise<string> {
  const channel = `check-server-${crypto.randomUUID()}`
  let page: Page
  try {
    page = await readPage(server, channel, { limit: 10, before: beyondNewest })
  } catch (error) {
    if (error instanceof NotOffered) {
      throw new Failure(
        'an empty page with 200 for a channel without events',
        error.message,
        'Every valid name is a channel: respond with { events: [], last_seq: 0, … }.',
      )
    }
    if (error instanceof Failure && /^(400|401|403) /.test(error.got)) {
      throw new NotOffered(`the user may not read another channel (${error.got.slice(0, 3)})`)
    }
    throw error
  }
  const { events, lastSeq, hasMore } = page
  if (events.length === 0 && lastSeq === 0 && !hasMore) return 'last_seq is 0'
  throw new Failure(
    'no events, `last_seq: 0` and `has_more: false` for a channel that never had an event',
    `${events.length} events, last_seq ${lastSeq}, has_more ${hasMore}`,
    'Number the events of each channel separately.',
  )
}
