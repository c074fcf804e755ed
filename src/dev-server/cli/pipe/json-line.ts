import { lineLevel } from '../../../server/internal.ts'
import type { LineLevel } from '../../../server/internal.ts'

/** The fields that a line may contain. */
export interface ReadLine {
  text: string
  level: LineLevel
  /** Epoch ms; null if the line contains no time. */
  timestamp: number | null
}

/** Fields that are shown elsewhere, or are the same on every line. */
const consumed = new Set(['level', 'time', 'timestamp', 'msg', 'message', 'pid', 'hostname', 'name', 'v'])

/** Reads a line of pino, bunyan or winston; null for other lines. */
export function readJsonLine(text: string): ReadLine | null {
  if (!text.startsWith('{') || !text.endsWith('}')) return null
  let line: Record<string, unknown>
  try {
    line = JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
  const message = line['msg'] ?? line['message']
  const level = readLevel(line['level'])
  if (typeof message !== 'string' || level === null) return null
  const rest = Object.entries(line)
    .filter(([name]) => !consumed.has(name))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
  return { text: message + rest.join(''), level, timestamp: readTime(line['time'] ?? line['timestamp']) }
}

/** pino and bunyan write levels as numbers; winston, and pino with a formatter, write them as words. */
function readLevel(value: unknown): LineLevel | null {
  if (typeof value === 'string') return lineLevel(value)
  if (typeof value !== 'number') return null
  const steps: readonly [number, LineLevel][] = [
    [60, 'fatal'],
    [50, 'error'],
    [40, 'warn'],
    [30, 'info'],
    [20, 'debug'],
  ]
  return steps.find(([least]) => value >= least)?.[1] ?? 'trace'
}

function readTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : value
  return typeof time === 'number' && time >= 0 && time < 8.64e15 ? time : null
}
