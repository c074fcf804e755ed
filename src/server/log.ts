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
 */
export function prettyLog(write: (line: string) => void): ServerLog {
  return (level, message, fields = {}) => {
    const details = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`)
    write(`${new Date().toISOString()} ${level.toUpperCase().padEnd(5)} ${message}${details.join('')}\n`)
  }
}

/** No log at all. */
export const silentLog: ServerLog = () => {}
