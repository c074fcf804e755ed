/** What a {@link StoryError} is about; each is explained in `docs/errors.md`. */
export type StoryErrorCode = 'mock_not_started' | 'script_failed'

/** A mistake in a story or in the preview; the message ends with the remedy. */
export class StoryError extends Error {
  override readonly name = 'StoryError'
  readonly code: StoryErrorCode

  constructor(code: StoryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
