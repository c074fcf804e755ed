/**
 * An error that the user can correct. Printed as one sentence without a stack trace, with exit code 1.
 *
 * @example
 * ```ts
 * try {
 *   await startDevServer({ port: 8000 })
 * } catch (error) {
 *   if (error instanceof CliError) show(error.message) // the port is in use, and what to do
 * }
 * ```
 */
export class CliError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'CliError'
  }
}

/** The system code of an error, such as `ENOENT`; undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
