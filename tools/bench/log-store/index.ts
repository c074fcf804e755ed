import { createEventLog, type LogQuery, type WritableEventLog } from 'react-pusher-kit/client'
import { median, printTable, rounded } from '../figures.ts'

const count = 1_000_000
const rounds = 5
const levels = ['info', 'debug', 'info', 'warn', 'info', 'error', 'info', 'info'] as const

function textOf(line: number): string {
  return `GET /api/v1/items/${line} 200 in ${line % 97} ms user=${(line * 7919) % 10_007} agent=Mozilla/5.0 (X11; Linux)`.padEnd(
    100,
    '.',
  )
}

/** MB after a garbage collection. */
function heap(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

function fill(log: WritableEventLog): void {
  for (let line = 1; line <= count; line += 1) {
    const timestamp = 1_700_000_000_000 + line * 10
    const level = levels[line % levels.length] ?? 'info'
    const data = {
      text: textOf(line),
      thread_id: `worker-${line % 8}`,
      level,
      timestamp: new Date(timestamp).toISOString(),
    }
    log.append({ seq: line, event: 'log', data, timestamp })
  }
}

interface QueryFigures {
  /** ms until the first screen of hits was available */
  first: number
  /** ms of the longest slice after it */
  worst: number
  /** ms until every line was searched */
  total: number
  hits: number
}

/** ms */
let longestSlice = 0

/** Slices run as messages of a port. Each is timed, because Node may run several in one turn, but a browser does not. */
function timeSlices(): void {
  const ports: { addEventListener: (type: string, listener: (event: Event) => void) => void } =
    MessagePort.prototype
  const { addEventListener } = ports
  ports.addEventListener = function timed(type, listener) {
    addEventListener.call(this, type, (event) => {
      const before = performance.now()
      listener(event)
      longestSlice = Math.max(longestSlice, performance.now() - before)
    })
  }
}

async function runQuery(log: WritableEventLog, query: LogQuery): Promise<QueryFigures> {
  const started = performance.now()
  const result = log.query(query)
  const first = performance.now() - started
  longestSlice = 0
  while (!result.getSnapshot().done) await new Promise((resolve) => setImmediate(resolve))
  const figures = { first, worst: longestSlice, total: performance.now() - started, hits: result.size }
  result.dispose()
  return figures
}

/** Measures the store with a million lines, compared with a plain loop over an array of strings in the same run. */
export async function main(): Promise<void> {
  timeSlices()
  const empty = heap()
  const log = createEventLog({ capacity: count })
  const started = performance.now()
  fill(log)
  const filled = performance.now() - started
  console.log(
    `\n${rounded(count)} lines of 100 characters: ${rounded(filled)} ms to append, ${rounded(heap() - empty)} MB`,
  )

  const texts = Array.from({ length: count }, (_, line) => textOf(line + 1))
  const loop: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now()
    let hits = 0
    for (const text of texts) if (text.includes('user=77')) hits += 1
    loop.push(performance.now() - before)
    if (hits === 0) throw new Error('Expected hits in the plain loop but got none.')
  }
  const plain = median(loop)
  const queries: [string, LogQuery][] = [
    ['substring', { text: 'user=77' }],
    ['substring, with its case', { text: 'user=77', matchCase: true }],
    ['levels', { levels: ['warn', 'error'] }],
    ['two terms', { text: 'user=77 97', mode: 'terms' }],
  ]
  const rows = []
  for (const [name, query] of queries) {
    const runs: QueryFigures[] = []
    for (let round = 0; round < rounds; round += 1) {
      // Runs a broader query in between. Otherwise, only the previous hits would be searched.
      await runQuery(log, { text: 'no such text' })
      runs.push(await runQuery(log, query))
    }
    const total = median(runs.map((run) => run.total))
    rows.push({
      case: name,
      'total ms': rounded(total, 1),
      'of the loop': rounded(total / plain, 2),
      'first slice ms': rounded(median(runs.map((run) => run.first)), 1),
      'worst slice ms': rounded(Math.max(...runs.map((run) => run.worst)), 1),
      hits: runs[0]?.hits ?? 0,
    })
  }
  printTable(`A plain loop with includes takes ${rounded(plain, 1)} ms`, rows)
}
