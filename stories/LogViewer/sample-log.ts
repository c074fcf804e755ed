import type { LogBookmark } from 'react-pusher-kit/mantine'
import { createEventLog, type Level, type WritableEventLog } from 'react-pusher-kit'

const escape = String.fromCharCode(27)
const ansi = (code: string, text: string): string => `${escape}[${code}m${text}${escape}[0m`

type Sample = readonly [level: Level, thread: string, text: (seq: number) => string]

const suites = ['protocol/hub', 'client/channels', 'react/usePresence', 'server/auth', 'mock/outage']
const reports = ['orders', 'invoices', 'members', 'usage']
const of = (list: readonly string[], seq: number) => list[seq % list.length]

/** Each has something of its number, so that no line is like another. */
const samples: readonly Sample[] = [
  [
    'info',
    'server',
    (seq) => `GET /api/v1/items/${400 + seq} ${ansi('32', '200')} in ${4 + ((seq * 13) % 90)} ms`,
  ],
  ['debug', 'worker-1', (seq) => `cache miss for user:${40 + seq}:profile, loading it from the database`],
  [
    'info',
    'tests',
    (seq) =>
      `${ansi('32', '✓')} test/${of(suites, seq)}.test.ts ${ansi('2', `(${2 + (seq % 40)} tests)`)} ${ansi('32', `${40 + ((seq * 29) % 2000)} ms`)}`,
  ],
  [
    'info',
    'server',
    (seq) => `GET /api/v1/${of(reports, seq)}?page=${seq} ${ansi('33', '304')} in ${1 + (seq % 9)} ms`,
  ],
  [
    'warn',
    'server',
    (seq) =>
      `slow query: SELECT * FROM events WHERE channel = $1 ORDER BY seq DESC LIMIT 1000 took ${1204 + ((seq * 31) % 3000)} ms; see https://example.org/docs/indexes for an index on (channel, seq) that makes it fast`,
  ],
  [
    'info',
    'build',
    (seq) =>
      `${ansi('36', 'vite')} transformed ${1204 + seq} modules, rendered chunks in ${(2 + (seq % 30) / 10).toFixed(1)} s`,
  ],
  ['trace', 'server', (seq) => `frame in {"event":"pusher:subscribe","data":{"channel":"logs-${seq}"}}`],
  [
    'error',
    'worker-2',
    (seq) => `${ansi('1;31', 'Error')}: connect ECONNREFUSED 127.0.0.1:5432, attempt ${seq}`,
  ],
  ['info', 'build', (seq) => `${ansi('30;43', ' node ')} ${ansi('1;30;46', ' RUN ')} v4.1.12 #${seq}`],
  ['info', 'server', (seq) => `POST /api/v1/orders/${9000 + seq} 201 in ${20 + (seq % 70)} ms`],
  ['fatal', 'worker-2', (seq) => `out of memory at ${1024 + seq} MB, giving up`],
]

const start = Date.UTC(2026, 10, 21, 9, 30)

/** The payload of the sample line with this number. */
export function sampleLine(seq: number): {
  text: string
  level: Level
  thread_id: string
  timestamp: string
} {
  const isRare = seq % 5 === 0
  const place = (seq * 3 + (seq >> 3)) % (isRare ? samples.length : 7)
  const [level, thread, text] = samples[place] as Sample
  return { text: text(seq), level, thread_id: thread, timestamp: new Date(start + seq * 137).toISOString() }
}

export function appendSamples(log: WritableEventLog, from: number, to: number): void {
  for (let seq = from; seq <= to; seq += 1) {
    const data = sampleLine(seq)
    log.append({ seq, event: 'log', data, timestamp: Date.parse(data.timestamp) })
  }
}

export function sampleLog(count: number, capacity = 100_000): WritableEventLog {
  const log = createEventLog({ capacity })
  appendSamples(log, 1, count)
  return log
}

export function sampleBookmark(seq: number): LogBookmark {
  const { text, level, thread_id: thread, timestamp } = sampleLine(seq)
  return { seq, text, level, thread, timestamp: Date.parse(timestamp) }
}

/** The same line in every colour and style. */
export function colourLog(): WritableEventLog {
  const log = createEventLog()
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
  const rows = [
    names.map((name, code) => ansi(String(30 + code), name)),
    names.map((name, code) => ansi(String(90 + code), name)),
    names.map((name, code) => ansi(String(40 + code), ` ${name} `)),
    names.map((name, code) => ansi(`1;30;${40 + code}`, ` ${name} `)),
    ['1', '2', '3', '4', '9'].map((code) => ansi(code, `style ${code}`)),
    [52, 94, 28, 21, 129, 203, 190].map((code) => ansi(`38;5;${code}`, `colour ${code}`)),
    [232, 236, 240, 244, 248, 252, 255].map((code) => ansi(`48;5;${code}`, ` grey ${code} `)),
    ['255;99;71', '72;61;139', '255;215;0'].map((code) => ansi(`38;2;${code}`, code)),
  ]
  for (const [place, row] of rows.entries()) {
    const data = {
      text: row.join(' '),
      level: 'info',
      thread_id: '',
      timestamp: new Date(start + place).toISOString(),
    }
    log.append({ seq: place + 1, event: 'log', data, timestamp: start + place })
  }
  return log
}

/** A server that says the same for a while, and a little else in between. */
export function repeatingLog(): WritableEventLog {
  const log = createEventLog()
  const runs: readonly (readonly [text: string, level: Level, count: number])[] = [
    ['connect ECONNREFUSED 127.0.0.1:5432, trying again in 2 s', 'warn', 42],
    ['connected to the database', 'info', 1],
    ['GET /healthz 200 in 1 ms', 'debug', 1280],
    ['POST /api/v1/orders 201 in 48 ms', 'info', 2],
    ['GET /healthz 200 in 1 ms', 'debug', 6],
  ]
  let seq = 0
  for (const [text, level, count] of runs) {
    for (let each = 0; each < count; each += 1) {
      seq += 1
      const timestamp = start + seq * 2000
      const data = { text, level, thread_id: 'server', timestamp: new Date(timestamp).toISOString() }
      log.append({ seq, event: 'log', data, timestamp })
    }
  }
  return log
}

/** Two hours of a server: quiet, a burst, an outage, and quiet again. */
export function dayLog(): WritableEventLog {
  const log = createEventLog()
  let time = start
  for (let seq = 1; seq <= 6000; seq += 1) {
    const isBurst = seq > 2000 && seq < 3500
    const isOutage = seq > 3500 && seq < 3700
    time += isBurst ? 120 : isOutage ? 900 : 1600
    const sample = sampleLine(seq)
    const level: Level = isOutage && seq % 3 > 0 ? 'error' : sample.level
    const text = isOutage && seq % 3 > 0 ? 'connect ECONNREFUSED 127.0.0.1:5432' : sample.text
    const data = { ...sample, text, level, timestamp: new Date(time).toISOString() }
    log.append({ seq, event: 'log', data, timestamp: time })
  }
  return log
}

/** Texts that a grid of ASCII characters does not expect. */
export function oddLog(): WritableEventLog {
  const log = createEventLog()
  const texts = [
    'שלום עולם: GET /api/v1/items 200 in 12 ms (בסדר)',
    'خطأ في الاتصال بقاعدة البيانات، إعادة المحاولة بعد 2 ثانية',
    'ошибка соединения с базой данных, повтор через 2 секунды',
    '接続エラー: データベースに接続できません（2 秒後に再試行）',
    'build ✓ done — 12 files → dist 🎉 👩‍👩‍👧 🇩🇪',
    '\tat connect (net.js:1147:16)\n\tat process (task.js:81:21)',
    '10 %\r20 %\r30 % of the download',
    `bell ${String.fromCharCode(7)}, null ${String.fromCharCode(0)}, escape without a code ${escape}`,
    `${'a very long line '.repeat(14)}that goes on for a while`,
    '',
    `${escape}]8;;https://example.org${escape}\\a link of a terminal${escape}]8;;${escape}\\ and ${ansi('7', 'reversed')}`,
  ]
  for (const [place, text] of texts.entries()) {
    const timestamp = start + place * 500
    const data = { text, level: place === 1 ? 'error' : 'info', thread_id: place % 2 ? 'server' : 'build' }
    log.append({ seq: place + 1, event: 'log', data, timestamp })
  }
  return log
}
