import type { LogQuery } from '../event-log-types.ts'
import type { Chunk } from '../store/chunk.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { levelMask } from '../store/levels.ts'
import { plainText } from '../store/plain-text.ts'
import { escapePattern } from '../../../primitives/index.ts'

/** Whether a row matches a query. */
export type LineMatcher = (chunk: Chunk, row: number) => boolean

export function queryTerms(query: LogQuery): string[] {
  if (!query.text || query.mode === 'regex') return []
  return query.mode === 'terms' ? query.text.split(/\s+/).filter(Boolean) : [query.text]
}

/** A test for one term. In V8, a case-insensitive literal expression is as fast as `includes`. */
function termTest(term: string, matchCase: boolean): (text: string) => boolean {
  if (matchCase || term.toLowerCase() === term.toUpperCase()) return (text) => text.includes(term)
  const pattern = new RegExp(escapePattern(term), 'i')
  return (text) => pattern.test(text)
}

/** Compiles a query without its regular expression, which runs in a worker. */
export function compileQuery(query: LogQuery, store: EntryStore): LineMatcher {
  const mask = levelMask(query.levels)
  const { since = -Infinity, until = Infinity, threads } = query
  const timed = since !== -Infinity || until !== Infinity
  const tests = queryTerms(query).map((term) => termTest(term, query.matchCase ?? false))
  const threadTest = threads ? threadMatcher(threads, store) : null
  return (chunk, row) => {
    if (((mask >> (chunk.levels[row] as number)) & 1) === 0) return false
    if (threadTest && !threadTest(chunk.threads[row] as number)) return false
    if (timed) {
      const time = chunk.times[row] as number
      if (time < since || time >= until) return false
    }
    if (tests.length === 0) return true
    const raw = chunk.texts[row] as string
    const text = (chunk.widths[row] as number) === raw.length ? raw : plainText(raw)
    return tests.every((test) => test(text))
  }
}

/** Ids of threads are reused, so names are looked up again when the table changes. */
function threadMatcher(threads: readonly string[], store: EntryStore): (id: number) => boolean {
  const wanted = new Set<number>()
  let known = -1
  return (id) => {
    if (known !== store.threads.version) {
      wanted.clear()
      for (const thread of threads) wanted.add(store.threads.find(thread))
      known = store.threads.version
    }
    return wanted.has(id)
  }
}

function isSubset<V>(part: readonly V[] | undefined, whole: readonly V[] | undefined): boolean {
  return whole === undefined || (part !== undefined && part.every((value) => whole.includes(value)))
}

/** True when every hit of `next` is also a hit of `former`, so that only those have to be searched. */
export function refines(next: LogQuery, former: LogQuery): boolean {
  if (former.mode === 'regex' || (former.matchCase && !next.matchCase)) return false
  const fold = (term: string): string => (former.matchCase ? term : term.toLowerCase())
  const terms = queryTerms(next).map(fold)
  return (
    isSubset(next.levels, former.levels) &&
    isSubset(next.threads, former.threads) &&
    (next.since ?? -Infinity) >= (former.since ?? -Infinity) &&
    (next.until ?? Infinity) <= (former.until ?? Infinity) &&
    queryTerms(former).every((term) => terms.some((other) => other.includes(fold(term))))
  )
}

export function matchesEverything(query: LogQuery): boolean {
  const { levels, threads, text, since, until } = query
  return !levels && !threads && !text && since === undefined && until === undefined
}
