/** The level of a log line. */
export type LineLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'

const words: Readonly<Record<LineLevel, readonly string[]>> = {
  trace: ['trace', 'trc', 'verbose', 'silly', 'finest', 'finer'],
  debug: ['debug', 'dbg', 'debg', 'fine'],
  info: ['info', 'inf', 'information', 'notice', 'log', 'http'],
  warn: ['warn', 'wrn', 'warning'],
  error: ['error', 'err', 'eror', 'severe', 'fail', 'failed', 'failure'],
  fatal: ['fatal', 'ftl', 'critical', 'crit', 'alert', 'emerg', 'emergency', 'panic'],
}

const levelOfWord = new Map(
  Object.entries(words).flatMap(([level, synonyms]) => synonyms.map((word) => [word, level as LineLevel])),
)

/** The level for a level name of common loggers, case-insensitive; null for other words. */
export function lineLevel(word: string): LineLevel | null {
  return levelOfWord.get(word.toLowerCase()) ?? null
}

/** All level names, for patterns. */
export const levelWords: readonly string[] = [...levelOfWord.keys()]
