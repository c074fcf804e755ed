import type { HubEvent } from '../../protocol/index.ts'
import { printable } from '../../server/internal.ts'
import type { LogLevel, ServerLog } from '../../server/index.ts'
import { describeHubEvent } from './hub-event-line.ts'
import type { Refusal } from '../http/request-guard.ts'

/** A line of the dev server's own log. It contains no control characters, because terminals print it unchanged. */
export interface DevLogLine {
  /** Number of the line; increases, also across restarts. */
  number: number
  /** Its severity. */
  level: LogLevel
  /** One line, at most 2 000 characters. */
  text: string
  /** Epoch ms. */
  timestamp: number
}

/** The log of the dev server's work. It stays in this process and is not sent to a channel, a store or a backend. */
export interface SelfLog {
  /** Logs a line of the reference server. */
  server: ServerLog
  /** Logs an event of the hub. */
  hub: (event: HubEvent) => void
  /** Logs a request that the guard refused. */
  refused: (refusal: Refusal) => void
  /** Logs a line of the dev server itself. */
  line: (level: LogLevel, text: string) => void
  /** The newest lines, oldest first. */
  kept: () => readonly DevLogLine[]
  /** Calls a listener for each new line. @returns a function that removes it */
  subscribe: (listener: (line: DevLogLine) => void) => () => void
}

/** Maximum number of lines that are kept for the console; the oldest is removed first. */
export const mostKept = 1000
/** Maximum number of characters per line. */
const longestLine = 2000
/** Routes that a pipe or a page requests many times per second. Only their failures are logged. */
const frequent = /^(\/pusher\/webhook|\/api\/v1\/logs|\/api\/v1\/channels\/[^/]+\/events|\/healthz)$/

/** @param write - receives every line, for the terminal */
export function createSelfLog(write: (line: DevLogLine) => void = () => {}): SelfLog {
  const kept: DevLogLine[] = []
  const listeners = new Set<(line: DevLogLine) => void>()
  // After a restart, a page requests the lines after its last one.
  let number = Date.now() * 1000

  function add(level: LogLevel, text: string): void {
    const cut = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text
    const line = { number: ++number, level, text: printable(cut), timestamp: Date.now() }
    kept.push(line)
    if (kept.length > mostKept) kept.shift()
    for (const listener of [write, ...listeners]) {
      try {
        listener(line)
      } catch {
        // Errors of a closed terminal or page must not make a request fail.
      }
    }
  }

  return {
    server(level, message, fields = {}) {
      const { method, path, status, ms } = fields
      if (typeof path === 'string' && frequent.test(path) && Number(status ?? 0) < 400) return
      const details = message === 'request' ? `${method} ${path} ${status} in ${ms} ms` : pairs(fields)
      add(level, [message, details].filter((part) => part !== '').join(' '))
    },
    hub(event) {
      const line = describeHubEvent(event)
      if (line) add(...line)
    },
    refused({ error }) {
      add('warn', `request refused: ${error}`)
    },
    line: add,
    kept: () => [...kept],
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function pairs(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
