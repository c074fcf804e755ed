import type { HubEvent } from '../protocol/index.ts'
import { logChannel } from '../server/index.ts'
import type { ServerLog } from '../server/index.ts'
import { describeHubEvent } from './hub-event-line.ts'

type Level = Parameters<ServerLog>[0]

interface OwnLine {
  text: string
  thread_id: string
  level: Level
  timestamp: number
}

export interface OwnLog {
  /** Tells of a request to the reference server. */
  server: ServerLog
  /** Tells of the hub. */
  hub: (event: HubEvent) => void
  /** Sends what waits and ends. */
  close: () => Promise<void>
}

/** ms that lines wait for each other. */
const flushDelay = 50
/** Lines of one request. */
const linesPerRequest = 500
/** Requests that are never told of: telling would cause the next, or tell what is told already. */
const silent = /^(\/pusher\/webhook|\/api\/v1\/logs|\/api\/v1\/channels\/[^/]+\/events|\/healthz)$/

/**
 * The dev server's own log, streamed into `logs` as thread `dev-server` by the route that everybody uses.
 *
 * @param post - takes the body of a `POST /api/v1/logs`
 */
export function createOwnLog(post: (lines: readonly OwnLine[]) => Promise<void>): OwnLog {
  let waiting: OwnLine[] = []
  let timer: NodeJS.Timeout | undefined
  let posting: Promise<void> = Promise.resolve()
  let closed = false

  function add(level: Level, text: string): void {
    if (closed) return
    waiting.push({ text, level, thread_id: 'dev-server', timestamp: Date.now() })
    timer ??= setTimeout(flush, flushDelay)
  }

  function flush(): void {
    timer = undefined
    const lines = waiting
    waiting = []
    for (let i = 0; i < lines.length; i += linesPerRequest) {
      const part = lines.slice(i, i + linesPerRequest)
      posting = posting.then(() => post(part)).catch(() => {})
    }
  }

  return {
    server(level, message, fields = {}) {
      if (typeof fields['path'] === 'string' && silent.test(fields['path'])) return
      if (fields['channel'] === logChannel) return
      const details = message === 'request' ? Object.values(fields).join(' ') : pairs(fields)
      add(level, [message, details].filter((part) => part !== '').join(' '))
    },
    hub(event) {
      const line = describeHubEvent(event)
      if (line) add(...line)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      flush()
      await posting
    },
  }
}

function pairs(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
