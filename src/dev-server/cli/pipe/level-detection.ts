import { levelWords, lineLevel } from '../../../server/internal.ts'
import type { LineLevel } from '../../../server/internal.ts'

/** In upper case these words are a level anywhere in a line; in lower case only where loggers write the level. */
const capitals =
  'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|ALERT|EMERG|PANIC|FAIL|FAILED'
const anyWord = levelWords.join('|')
const patterns = [
  new RegExp(`\\b(?:level|lvl|severity)=["']?(${anyWord})\\b`, 'i'),
  new RegExp(`[[(<|] ?(${anyWord}) ?[\\])>|]`, 'i'),
  new RegExp(`^(?:npm )?(${anyWord})(?:[:!]| {2,}|$)`, 'i'),
  new RegExp(`\\b(${capitals})\\b`),
  new RegExp(`\\b(${anyWord}): `, 'i'),
]
const exception = /^(?:Uncaught )?\w*(?:Error|Exception)\b(?: \[[^\]]*\])?:/
const syslogPriority = /^<(\d{1,3})>/
/** Levels by the last three bits of syslog's priority. */
const syslogLevels: readonly LineLevel[] = [
  'fatal',
  'fatal',
  'fatal',
  'error',
  'warn',
  'info',
  'info',
  'debug',
]
const npmLevel = /^npm (warn|error|ERR!|WARN|notice)/

/** The level of a plain line, from the words of common loggers; null if there is none. */
export function detectLevel(text: string): LineLevel | null {
  const priority = syslogPriority.exec(text)?.[1]
  if (priority !== undefined) return syslogLevels[Number(priority) & 7] ?? null
  const npm = npmLevel.exec(text)?.[1]
  if (npm !== undefined) return lineLevel(npm.replace('!', ''))
  for (const pattern of patterns) {
    const word = pattern.exec(text)?.[1]
    if (word !== undefined) return lineLevel(word)
  }
  return exception.test(text) ? 'error' : null
}
