/** How much a line of the log should worry: `debug`, `info`, `warn` or `error`. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What the server says of its work. No token, signature, secret or payload is ever among it. */
export type ServerLog = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/**
 * A log of JSON lines.
 *
 * @param write - gets each line with its line end
 * @example
 * ```ts
 * const server = createPusherServer({
 *   authenticate: () => null,
 *   log: jsonLog((line) => process.stdout.write(line)),
 * })
 * ```
 */
export function jsonLog(write: (line: string) => void): ServerLog {
  return (level, message, fields) => {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, msg: message, ...fields })}\n`)
  }
}

/**
 * A log for people: time, level, message, then `key=value`.
 *
 * @param write - gets each line with its line end
 * @example
 * ```ts
 * const server = createPusherServer({
 *   authenticate: () => null,
 *   log: prettyLog((line) => process.stderr.write(line)),
 * })
 * ```
 */
export function prettyLog(write: (line: string) => void): ServerLog {
  return (level, message, fields = {}) => {
    const details = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`)
    write(`${new Date().toISOString()} ${level.toUpperCase().padEnd(5)} ${message}${details.join('')}\n`)
  }
}

/**
 * No log at all.
 *
 * It is what a server without `log` has.
 *
 * @example
 * ```ts
 * const server = createPusherServer({ authenticate: () => null, log: silentLog })
 * ```
 */
export const silentLog: ServerLog = () => {}
