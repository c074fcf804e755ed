/** A heading in docs/errors.md. */
export type ChannelErrorCode = 'channel_pattern'

/** A channel pattern, or a value for one of its parameters, that makes no legal channel name. */
export class ChannelPatternError extends Error {
  override readonly name = 'ChannelPatternError'
  readonly code: ChannelErrorCode = 'channel_pattern'
  /** The pattern as it was declared. */
  readonly pattern: string

  constructor(pattern: string, expectation: string, remedy: string) {
    super(`Channel "${pattern}": Expected ${expectation}. ${remedy}`)
    this.pattern = pattern
  }
}
