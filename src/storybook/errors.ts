/** The codes of {@link StoryError}, which are headings of `docs/errors.md`. */
export type StoryErrorCode = 'mock_not_started' | 'script_failed'

/**
 * An invalid story or preview; the message ends with the remedy.
 *
 * @example
 * ```ts
 * import { mockPusherOf, StoryError, type MockPusherContext } from 'react-pusher-kit/storybook'
 *
 * export const play = (context: MockPusherContext) => {
 *   try {
 *     mockPusherOf(context).drop()
 *   } catch (error) {
 *     if (error instanceof StoryError) show(error.code) // 'mock_not_started'
 *   }
 * }
 * ```
 */
export class StoryError extends Error {
  override readonly name = 'StoryError'
  /** The error code. */
  readonly code: StoryErrorCode

  constructor(code: StoryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
