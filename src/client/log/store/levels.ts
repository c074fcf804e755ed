import { type Level, levels } from '../event-log-types.ts'

const infoRank = levels.indexOf('info')

/** Level names of common loggers, in the order of `levels`. */
const words: readonly (readonly string[])[] = [
  ['trace', 'verbose', 'silly', 'finest'],
  ['debug', 'fine'],
  ['info', 'information', 'notice', 'log', 'http', 'success'],
  ['warn', 'warning'],
  ['error', 'err', 'severe'],
  ['fatal', 'critical', 'crit', 'alert', 'emerg', 'emergency', 'panic'],
]

const ranks = new Map(words.flatMap((names, rank) => names.map((name) => [name, rank] as const)))

/** The rank of a level name, or of a pino number (10 trace … 60 fatal). Unknown levels count as info. */
export function levelRank(level: unknown): number {
  if (typeof level === 'string') {
    return ranks.get(level) ?? ranks.get(level.trim().toLowerCase()) ?? infoRank
  }
  if (typeof level === 'number' && level >= 1) {
    return Math.min(levels.length - 1, Math.max(0, Math.floor(level / 10) - 1))
  }
  return infoRank
}

export function levelAt(rank: number): Level {
  return levels[rank] as Level
}

/** One bit per wanted rank; all bits for undefined. */
export function levelMask(wanted: readonly Level[] | undefined): number {
  if (!wanted) return (1 << levels.length) - 1
  return wanted.reduce((mask, level) => mask | (1 << levels.indexOf(level)), 0)
}
