import { readFileSync } from 'node:fs'
import type { ConfigPath } from './config-error.ts'

/**
 * Finds the line of a configuration value in a file, by searching for the keys of its path one after the other. For an
 * imported value, it is the line of its name. Null when the file contains none of the keys.
 */
export function lineOfPath(file: string, path: ConfigPath): number | null {
  let text: string
  try {
    text = withoutComments(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
  let at: number | null = null
  let index = 0
  for (const step of path) {
    if (typeof step === 'number') {
      index = step
      continue
    }
    const found = findKey(text, step, at === null ? 0 : at + 1, index)
    if (found === null) break
    at = found
    index = 0
    if (isElsewhere(text.slice(at))) break
  }
  return at === null ? null : text.slice(0, at).split('\n').length
}

/** The position of a key of an object literal. @param index - number of keys of the same name to skip */
function findKey(text: string, key: string, from: number, index: number): number | null {
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const keys = new RegExp(`(?<![\\w.$-])(['"\`]?)${name}\\1\\s*[:,(}]`, 'g')
  keys.lastIndex = from
  let found = keys.exec(text)
  for (let passed = 0; passed < index && found; passed++) found = keys.exec(text) ?? found
  return found?.index ?? null
}

/** True for a key with shorthand or identifier value: `users,` or `users: people,`. */
function isElsewhere(text: string): boolean {
  return /^[\w$]+\s*(?::\s*[\w$.]+\s*)?[,}]/.test(text)
}

const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')

/** Replaces comments with blanks, and keeps the line breaks. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, blank).replace(/(?<![:'"`\\])\/\/.*$/gm, blank)
}
