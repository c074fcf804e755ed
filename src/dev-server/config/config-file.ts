import { statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { CliError, systemCode } from '../cli/cli-error.ts'

/** The file names that `serve` looks for in its folder. */
const configFileNames = ['ts', 'mts', 'js', 'mjs'].map((extension) => `realtime.config.${extension}`)
const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

/**
 * Finds the configuration file of a folder, without its parents; null when there is none.
 *
 * @param named - the value of `--config`, relative to the folder
 * @throws CliError when the named file does not exist, has another extension, or two are found
 */
export function findConfigFile(folder: string, named: string | undefined): string | null {
  if (named !== undefined) return namedFile(resolve(folder, named))
  const found = configFileNames.filter((name) => isFile(join(folder, name)))
  if (found.length > 1) {
    throw new CliError(
      `Expected one configuration file but found ${found.join(' and ')}; delete one, or name one with --config.`,
    )
  }
  return found[0] === undefined ? null : join(folder, found[0])
}

function namedFile(file: string): string {
  if (!extensions.includes(extname(file))) {
    throw new CliError(
      `Expected --config to name a file that ends with ${extensions.join(', ')} but got ${basename(file)}.`,
    )
  }
  if (isFile(file)) return file
  throw new CliError(
    `Expected --config to name a file but there is none at ${file}; correct the path, ` +
      'or omit the flag to start without a configuration.',
  )
}

/** @throws CliError when it cannot be read */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile()
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return false
    throw new CliError(
      `Expected to read ${file} but got ${code ?? 'an error'}; check its permissions.`,
      error,
    )
  }
}
