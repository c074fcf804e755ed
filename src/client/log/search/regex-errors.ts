import { PusherKitError } from '../../errors.ts'

/** Timeout for one batch of lines, ms. */
export const regexTimeout = 250

/**
 * A regular expression of a search ran too long.
 *
 * It is the `error` of a query whose `mode` is `regex`.
 *
 * @example
 * ```ts
 * const { log } = useEventLog({ channel: 'logs' })
 * const hits = log.query({ text: '(a+)+$', mode: 'regex' })
 * hits.subscribe(() => {
 *   if (hits.getSnapshot().error instanceof RegexTimeoutError) show('Write it without nested repetition.')
 * })
 * ```
 */
export class RegexTimeoutError extends PusherKitError {
  readonly code = 'regex_timeout'

  constructor(pattern: string) {
    super(
      `Expected the expression /${pattern}/ to finish within ${regexTimeout} ms, but it was ended. ` +
        'Write it without nested repetition.',
    )
  }
}

/**
 * A regular expression of a search was not run: the page's policy forbids workers, and outside of a worker it cannot be
 * terminated.
 *
 * It is the `error` of a query whose `mode` is `regex`. A content security policy with `worker-src blob:` allows
 * the worker. An expression with one unbounded repetition, such as `error.*timeout`, runs without a worker.
 *
 * @example
 * ```ts
 * const { log } = useEventLog({ channel: 'logs' })
 * const hits = log.query({ text: '(a+)+$', mode: 'regex' })
 * hits.subscribe(() => {
 *   if (hits.getSnapshot().error instanceof RegexRefusedError) show('Search for words, or a simpler expression.')
 * })
 * ```
 */
export class RegexRefusedError extends PusherKitError {
  readonly code = 'regex_refused'

  constructor(pattern: string) {
    super(
      `Expected a worker for the expression /${pattern}/, but the page's content security policy forbids it, and the ` +
        'expression could block the page. Add worker-src blob: to the policy, or repeat single characters only, at ' +
        'most one of them with * or +.',
    )
  }
}
