import { PusherKitError } from '../errors.ts'

/** How long one batch of lines may take, ms. */
const regexTimeout = 250

const source = `onmessage = ({ data: { pattern, flags, texts } }) => {
  const test = new RegExp(pattern, flags)
  const hits = []
  for (let i = 0; i < texts.length; i += 1) if (test.test(texts[i])) hits.push(i)
  postMessage(hits)
}
postMessage('started')`

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
  const starts = new Promise<boolean>((resolve) => {
    worker.addEventListener('message', () => resolve(true), { once: true })
    worker.addEventListener('error', () => resolve(false), { once: true })
  })
  return {
    // The start of a worker takes its time on a busy machine, and is not the expression's.
    run: async (texts) => {
      const hits = (await starts) ? await askWorker(worker, { pattern, flags, texts }) : null
      return hits ?? inPlace.run(texts)
    },
    close: () => {
      worker.terminate()
    },
  }
}

interface RegexTask {
  pattern: string
  flags: string
  texts: readonly string[]
}

/** Null when the worker failed. */
function askWorker(worker: Worker, task: RegexTask): Promise<readonly number[] | null> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController()
    const { signal } = ended
    const timer = setTimeout(() => {
      ended.abort()
      worker.terminate()
      reject(new RegexTimeoutError(task.pattern))
    }, regexTimeout)
    const settle = (hits: readonly number[] | null): void => {
      clearTimeout(timer)
      ended.abort()
      resolve(hits)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<number[]>) => settle(data), { signal })
    worker.addEventListener('error', () => settle(null), { signal })
    worker.postMessage(task, [])
  })
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
