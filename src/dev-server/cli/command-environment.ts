import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { CliError, systemCode } from './cli-error.ts'

/** The variables of the process, then those of a file. @throws CliError when the file cannot be read */
export function commandEnvironment(file: string | undefined): NodeJS.ProcessEnv {
  if (file === undefined) return process.env
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env }
  } catch (error) {
    throw new CliError(
      `Expected to read the variables of ${file} but got ${systemCode(error) ?? 'an error'}.`,
      error,
    )
  }
}
