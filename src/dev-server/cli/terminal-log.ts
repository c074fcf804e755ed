import type { DevLogLine } from '../self-log/self-log.ts'

/** The output of the lines, with colours for a terminal unless `NO_COLOR` is set (no-color.org). */
export interface TerminalOptions {
  write: (text: string) => unknown
  isTerminal: boolean
  env: Readonly<Record<string, string | undefined>>
}

/** SGR codes of the levels: grey, green, yellow, red. */
const colours: Readonly<Record<DevLogLine['level'], number>> = { debug: 90, info: 32, warn: 33, error: 31 }
const grey = 90

/** Writes one line for each event above `debug`: time, level, text. The console also shows the others. */
export function terminalLog({ write, isTerminal, env }: TerminalOptions): (line: DevLogLine) => void {
  const hasColours = isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const painted = (code: number, text: string) => (hasColours ? `\u001B[${code}m${text}\u001B[39m` : text)
  return ({ level, text, timestamp }) => {
    if (level === 'debug') return
    const time = new Date(timestamp).toTimeString().slice(0, 8)
    write(`${painted(grey, time)} ${painted(colours[level], level.toUpperCase().padEnd(5))} ${text}\n`)
  }
}
