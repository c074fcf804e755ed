import type { HubEvent } from '../../protocol/index.ts'
import { printable } from '../../server/internal.ts'
import type { LogLevel, ServerLog } from '../../server/index.ts'
import { describeHubEvent } from './hub-event-line.ts'
import type { Refusal } from '../http/request-guard.ts'

/** A line of the dev server's own log. Without control characters: a terminal shows it as it is. */
export interface DevLogLine {
  /** Number of the line; counts up, over restarts too. */
  number: number
  /** How much it should worry. */
  level: LogLevel
  /** One line, at most 2 000 characters. */
  text: string
  /** Epoch ms. */
  timestamp: number
}

/** What the dev server says of its work. It stays in this process: no channel, no store and no backend gets it. */
export interface SelfLog {
  /** Logs what the reference server says. */
  server: ServerLog
  /** Logs what the hub says. */
  hub: (event: HubEvent) => void
  /** Logs a request that the guard refused. */
  refused: (refusal: Refusal) => void
  /** Logs a line of the dev server itself. */
  line: (level: LogLevel, text: string) => void
  /** The newest lines, oldest first. */
  kept: () => readonly DevLogLine[]
  /** Calls for each line that comes. @returns a function that ends it */
  subscribe: (listener: (line: DevLogLine) => void) => () => void
}

/** Lines that are kept for the console; the oldest goes first. */
export const mostKept = 1000
/** Characters of a line. */
const longestLine = 2000
/** What a pipe or a log on a page asks for many times a second; only what fails is logged. */
const frequent = /^(\/pusher\/webhook|\/api\/v1\/logs|\/api\/v1\/channels\/[^/]+\/events|\/healthz)$/

/** @param write - gets every line, for the terminal */
export function createSelfLog(write: (line: DevLogLine) => void = () => {}): SelfLog {
  const kept: DevLogLine[] = []
  const listeners = new Set<(line: DevLogLine) => void>()
  // A page that comes back after a restart asks for what is newer than its last line.
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
        // A terminal or a page that is gone stops no request.
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
