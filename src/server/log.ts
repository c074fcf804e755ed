/** The severity of a log line: `debug`, `info`, `warn` or `error`. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Logs the server's work. Lines never contain tokens, signatures, secrets or payloads. */
export type ServerLog = (
  level: LogLevel,
  message: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** Characters that end a line, move the cursor of a terminal, or change the direction of the text. */
const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/**
 * Replaces control characters (C0, C1, DEL, line separators and bidirectional overrides) with their escapes, such as
 * `\u001b`. Paths and texts of a request are user input.
 */
export function printable(text: string): string {
  return text.replace(
    controlCharacter,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Wraps a log so that it receives texts without control characters, because it may write to a terminal or a channel.
 */
export function printableLog(log: ServerLog): ServerLog {
  if (log === silentLog) return log
  return (level, message, fields) => {
    const safe = fields && Object.entries(fields).map(([name, value]) => [printable(name), safeValue(value)])
    try {
      log(level, printable(message), ...(safe ? [Object.fromEntries(safe) as typeof fields] : []))
    } catch {
      // Errors of the log are ignored: they must not fail a request, and cannot be reported anywhere else.
    }
  }
}

function safeValue<Value>(value: Value): Value | string {
  return typeof value === 'string' ? printable(value) : value
}

/**
 * A log of JSON lines. Control characters are escaped, including those that JSON allows unescaped.
 *
 * @param write - called with each line, including its line end
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
    const head = { time: new Date().toISOString(), level, msg: message }
    // In JSON, such a character occurs only inside a string, where its escape has the same meaning.
    write(`${printable(JSON.stringify({ ...head, ...fields, ...head }))}\n`)
  }
}

/**
 * A readable log: time, level, message, then `key=value`. Control characters are escaped; a value with spaces is
 * quoted.
 *
 * @param write - called with each line, including its line end
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
    const details = Object.entries(fields).map(([name, value]) => ` ${name}=${quoted(String(value))}`)
    const line = `${level.toUpperCase().padEnd(5)} ${message}${details.join('')}`
    write(`${new Date().toISOString()} ${printable(line)}\n`)
  }
}

/**
 * Discards all lines.
 *
 * The default of a server without `log`.
 *
 * @example
 * ```ts
 * const server = createPusherServer({ authenticate: () => null, log: silentLog })
 * ```
 */
export const silentLog: ServerLog = () => {}

/** Quotes a value that could be parsed as several values. */
function quoted(value: string): string {
  return /^[^\s"]+$/u.test(value) ? value : JSON.stringify(value)
}
