import { isBounded } from './bounded-expression.ts'
import { RegexRefusedError, regexTimeout, RegexTimeoutError } from './regex-errors.ts'

/** Maximum length of a line that is matched outside of a worker, because the time grows quadratically. */
const maxLineLength = 10_240

const source = `onmessage = ({ data: { pattern, flags, texts } }) => {
  const test = new RegExp(pattern, flags)
  const hits = []
  for (let i = 0; i < texts.length; i += 1) if (test.test(texts[i])) hits.push(i)
  postMessage(hits)
}
postMessage('started')`

/** Finds the texts that match an expression. */
export interface RegexRunner {
  run(texts: readonly string[]): Promise<readonly number[]>
  close(): void
}

/**
 * Runs an expression in a worker of its own, so that catastrophic backtracking does not block the page. Without worker
 * support (on a server, in jsdom) it runs on the main thread. When a policy forbids workers, only expressions with
 * bounded time run, on the main thread.
 */
export function createRegexRunner(pattern: string, flags: string): RegexRunner {
  const expression = new RegExp(pattern, flags)
  const inPlace: RegexRunner = {
    run: (texts) => Promise.resolve(texts.flatMap((text, index) => (expression.test(text) ? [index] : []))),
    close: () => {},
  }
  if (!hasWorkers()) return inPlace
  const withoutWorker = (texts: readonly string[]) => runBounded(pattern, expression, texts)
  const worker = startWorker()
  if (!worker) return { run: async (texts) => withoutWorker(texts), close: () => {} }
  const starts = new Promise<boolean>((resolve) => {
    worker.addEventListener('message', () => resolve(true), { once: true })
    worker.addEventListener('error', () => resolve(false), { once: true })
  })
  return {
    // The timeout excludes the start of the worker, which may be slow.
    run: async (texts) => {
      const hits = (await starts) ? await askWorker(worker, { pattern, flags, texts }) : null
      return hits ?? withoutWorker(texts)
    },
    close: () => {
      worker.terminate()
    },
  }
}

/**
 * @throws {@link RegexRefusedError} when the expression could block the page
 * @throws {@link RegexTimeoutError} when the lines are too long even so
 */
function runBounded(pattern: string, expression: RegExp, texts: readonly string[]): number[] {
  if (!isBounded(pattern)) throw new RegexRefusedError(pattern)
  const deadline = performance.now() + regexTimeout
  const hits: number[] = []
  for (const [index, text] of texts.entries()) {
    if (text.length > maxLineLength) throw new RegexRefusedError(pattern)
    if (expression.test(text)) hits.push(index)
    if (performance.now() > deadline) throw new RegexTimeoutError(pattern)
  }
  return hits
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

function hasWorkers(): boolean {
  return typeof Worker !== 'undefined' && typeof URL.createObjectURL === 'function'
}

/** Null when a content security policy makes the constructor throw; some browsers emit an `error` event instead. */
function startWorker(): Worker | null {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  try {
    return new Worker(url)
  } catch {
    return null
  } finally {
    // Browsers resolve the URL in the constructor; the delay is for the fetch.
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 10_000)
  }
}
