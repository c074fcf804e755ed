/** The code of {@link ChannelPatternError}, which is a heading of docs/errors.md. */
export type ChannelErrorCode = 'channel_pattern'

/**
 * A channel pattern, or a value of one of its parameters, does not give a legal channel name.
 *
 * @example
 * ```ts
 * try {
 *   channelName('private-user-{userId}', { userId: 'a/b' })
 * } catch (error) {
 *   if (error instanceof ChannelPatternError) show(error.pattern) // 'private-user-{userId}'
 * }
 * ```
 */
export class ChannelPatternError extends Error {
  override readonly name = 'ChannelPatternError'
  /** Always `channel_pattern`. */
  readonly code: ChannelErrorCode = 'channel_pattern'
  /** The pattern as it was declared. */
  readonly pattern: string

  constructor(pattern: string, expectation: string, remedy: string) {
    super(`Channel "${pattern}": Expected ${expectation}. ${remedy}`)
    this.pattern = pattern
  }
}
