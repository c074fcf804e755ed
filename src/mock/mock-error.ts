/** The code of a {@link MockError}; each is explained in `docs/errors.md`. */
export type MockErrorCode =
  | 'illegal_channel_name'
  | 'undeclared_channel'
  | 'undeclared_event'
  | 'invalid_payload'
  | 'not_a_presence_channel'
  | 'publication_refused'
  | 'invalid_fault'
  | 'conflicting_options'
  | 'mock_disposed'
  | 'wait_timed_out'

/**
 * A mistake in a test, or a wait that timed out; the message ends with the remedy.
 *
 * @example
 * ```ts
 * import { createMockPusher, MockError } from 'react-pusher-kit/mock'
 *
 * const mock = createMockPusher()
 * try {
 *   mock.join('news', { id: 'ana' })
 * } catch (error) {
 *   if (error instanceof MockError) show(error.code) // 'not_a_presence_channel'
 * }
 * ```
 */
export class MockError extends Error {
  /** The code of the error. */
  readonly code: MockErrorCode

  constructor(code: MockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MockError'
    this.code = code
  }
}
