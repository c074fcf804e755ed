import { readFileSync } from 'node:fs'
import type { ConfigPath } from './config-error.ts'

/**
 * The line of a value of the configuration in a file: the keys of its path are searched one after the other. For an
 * imported value, the line of its name; null when the file contains none of its keys.
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

/** The position of a key of an object literal. @param index - how many keys of the same name are skipped */
function findKey(text: string, key: string, from: number, index: number): number | null {
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const keys = new RegExp(`(?<![\\w.$-])(['"\`]?)${name}\\1\\s*[:,(}]`, 'g')
  keys.lastIndex = from
  let found = keys.exec(text)
  for (let passed = 0; passed < index && found; passed++) found = keys.exec(text) ?? found
  return found?.index ?? null
}

/** True for a key whose value is only a name: `users,` or `users: people,`. */
function isElsewhere(text: string): boolean {
  return /^[\w$]+\s*(?::\s*[\w$.]+\s*)?[,}]/.test(text)
}

const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')

/** The same text, its lines kept. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, blank).replace(/(?<![:'"`\\])\/\/.*$/gm, blank)
}
