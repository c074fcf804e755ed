import { CliError } from '../cli/cli-error.ts'

/** A step in a path of the configuration: a key, or an index of an array. */
export type ConfigPath = readonly (string | number)[]

/**
 * An invalid value of the configuration.
 *
 * @example
 * ```ts
 * try {
 *   await startDevServer({ config: { users: [] } })
 * } catch (error) {
 *   if (error instanceof ConfigError) show(error.path.join('.')) // 'users'
 * }
 * ```
 */
export class ConfigError extends CliError {
  /** The path of the value: keys and indices; empty for the configuration as a whole. */
  readonly path: ConfigPath

  constructor(message: string, path: ConfigPath, cause?: unknown) {
    super(message, cause)
    this.name = 'ConfigError'
    this.path = path
  }
}

/** `users[0].id`. */
export function pathText(path: ConfigPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}

/** The known word that is most similar to a wrong one; null when none is similar. */
export function nearest(word: string, known: readonly string[]): string | null {
  const most = Math.max(2, Math.floor(word.length / 3))
  let best: { name: string; distance: number } | null = null
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase())
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name, distance }
  }
  return best?.name ?? null
}

/** The Levenshtein distance: the number of letters to insert, delete or replace. Large for a long text. */
function editDistance(from: string, to: string): number {
  if (from.length > 64) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1]
    for (let at = 0; at < to.length; at++) {
      const replaced = (row[at] ?? 0) + (from[index] === to[at] ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
