import { PusherKitError } from '../errors.ts'

/** How long one batch of lines may take, ms. */
const regexTimeout = 250

const source = `onmessage = ({ data: { pattern, flags, texts } }) => {
  const test = new RegExp(pattern, flags)
  const hits = []
  for (let i = 0; i < texts.length; i += 1) if (test.test(texts[i])) hits.push(i)
  postMessage(hits)
}`

/** Says which of the texts match. */
export interface RegexRunner {
  run(texts: readonly string[]): Promise<readonly number[]>
  close(): void
}

/**
 * A search expression ran too long.
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
      `Expected the expression /${pattern}/ to answer within ${regexTimeout} ms, but it did not: it was ended. ` +
        'Write it without nested repetition.',
    )
  }
}

/**
 * Runs an expression in a worker of its own, so that one that explodes freezes nothing. Where there are no
 * workers (on a server, in a test's DOM) it runs in place.
 */
export function createRegexRunner(pattern: string, flags: string): RegexRunner {
  const expression = new RegExp(pattern, flags)
  const inPlace: RegexRunner = {
    run: (texts) => Promise.resolve(texts.flatMap((text, index) => (expression.test(text) ? [index] : []))),
    close: () => {},
  }
  const worker = startWorker()
  if (!worker) return inPlace
  return {
    run: (texts) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          worker.terminate()
          reject(new RegexTimeoutError(pattern))
        }, regexTimeout)
        const settle = (hits: readonly number[] | Promise<readonly number[]>): void => {
          clearTimeout(timer)
          answered.abort()
          resolve(hits)
        }
        const answered = new AbortController()
        const { signal } = answered
        worker.addEventListener(
          'message',
          ({ data }: MessageEvent<number[]>) => {
            settle(data)
          },
          { signal },
        )
        worker.addEventListener(
          'error',
          () => {
            settle(inPlace.run(texts))
          },
          { signal },
        )
        worker.postMessage({ pattern, flags, texts }, [])
      }),
    close: () => {
      worker.terminate()
    },
  }
}

/** Null where the environment has no workers, or a content security policy forbids them. */
function startWorker(): Worker | null {
  if (typeof Worker === 'undefined' || typeof URL.createObjectURL !== 'function') return null
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  try {
    return new Worker(url)
  } catch {
    return null
  } finally {
    // The worker has fetched the URL or will: browsers resolve it at construction.
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 10_000)
  }
}
