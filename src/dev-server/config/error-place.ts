import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printable } from '../../server/internal.ts'
import { CliError } from '../cli/cli-error.ts'
import { ConfigError } from './config-error.ts'
import { lineOfPath } from './line-of-path.ts'

/** The location of an error. */
export interface ErrorPlace {
  file: string
  /** Line number from 1; null when it is unknown. */
  line: number | null
}

/** Extensions that an import may omit. */
const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']
/** The folder of this package, whose files are never the location of an error in a configuration. */
const ownCode = join(dirname(fileURLToPath(import.meta.url)), '..', '..') + sep
/** The end of a line of a stack trace: a path or a file URL, line and column. */
const framePattern = /(?:\(|at (?:async )?|^)((?:file:\/\/|\/|[A-Za-z]:[\\/]).+?):(\d+)(?::\d+)?\)?$/
/** The end of jiti's message about a file that cannot be parsed. */
const parsePattern = /^\w+: ([\s\S]*?)\s*\n\s*(.+):(\d+):\d+$/

/** The message of an error in one line, without its location. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return `Expected an Error to be thrown but got ${typeName(error)}`
  const message = textOf(error.message)
  const [, parse] = parsePattern.exec(message) ?? []
  const [first = ''] = (parse ?? message).split('\n')
  return first === '' ? textOf(error.name) : printable(first)
}

/** A property of an error as text, whatever its type. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeName(value)
}

function typeName(value: unknown): string {
  return value === null ? 'null' : `a value of the type ${typeof value}`
}

/** Finds the line of the app's file that causes an error. */
export function errorPlace(error: unknown, configFile: string): ErrorPlace {
  if (error instanceof ConfigError && error.path.length > 0) {
    return { file: configFile, line: lineOfPath(configFile, error.path) }
  }
  if (!(error instanceof Error)) return { file: configFile, line: null }
  const [, , file, line] = parsePattern.exec(textOf(error.message)) ?? []
  if (file !== undefined) return { file, line: Number(line) }
  // If the value is not in the file, the call of `defineConfig` is the location.
  const isOfApp = ({ file: at }: ErrorPlace) =>
    error instanceof CliError ? at === configFile : isAppFile(at)
  return framesOf(error).find(isOfApp) ?? { file: configFile, line: null }
}

/** All files of the app that an error mentions, existing or not. They are watched until the error is corrected. */
export function filesNamedBy(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const [, , parsed] = parsePattern.exec(textOf(error.message)) ?? []
  const named = [...framesOf(error).map(({ file }) => file), ...(parsed === undefined ? [] : [parsed])]
  const files = named.filter(isAppFile)
  const [importer] = files
  const [, missing] = /^Cannot find module '(\.[^']*)'/.exec(textOf(error.message)) ?? []
  if (importer === undefined || missing === undefined) return files
  const base = resolve(dirname(importer), missing)
  return [...files, base, ...extensions.flatMap((end) => [`${base}${end}`, join(base, `index${end}`)])]
}

/** True for a file that belongs neither to this package nor to an installed one. */
export function isAppFile(file: string): boolean {
  return !file.split(sep).includes('node_modules') && !file.startsWith(ownCode)
}

/** The path relative to the server's folder, with the line: `realtime/policies.ts:4`. */
export function placeText({ file, line }: ErrorPlace, folder: string): string {
  const name = relative(folder, file)
  const short = name === '' || name.startsWith(`..${sep}..`) ? file : name
  return line === null ? short : `${short}:${line}`
}

function framesOf(error: Error): ErrorPlace[] {
  const stack: unknown = error.stack
  if (typeof stack !== 'string') return []
  return stack.split('\n').flatMap((text) => {
    const [, at, line] = framePattern.exec(text.trim()) ?? []
    const file = at === undefined ? null : pathOf(at)
    return file === null ? [] : [{ file, line: Number(line) }]
  })
}

/** Null for a URL that is not a file of this machine. */
function pathOf(place: string): string | null {
  if (!place.startsWith('file:')) return place
  try {
    return fileURLToPath(place)
  } catch {
    return null
  }
}
