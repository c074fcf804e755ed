import type { DevLogLine, SelfLog } from './self-log.ts'

/** Maximum number of pages that read the log; a further one is refused. */
export const mostReaders = 50
/** Maximum number of buffered lines for a slow reader. Beyond it, its stream ends, and the page requests it again. */
export const mostWaiting = 2000
/** ms between two empty lines; below the timeouts of proxies. */
const pulse = 15_000

export interface DevLogRoute {
  /**
   * `GET /dev-log?after=`: the stored lines, then each new line, as JSON lines. Empty lines keep the connection open.
   */
  answer: (request: Request) => Response
  /** Ends all streams. */
  close: () => void
}

/** The route of the log for the console, which the request guard protects like every route. */
export function devLogRoute(log: Pick<SelfLog, 'kept' | 'subscribe'>): DevLogRoute {
  const readers = new Set<() => void>()

  function answer(request: Request): Response {
    if (readers.size >= mostReaders) {
      const error = `Expected at most ${mostReaders} simultaneous readers of the log but got one more; close a page.`
      return Response.json({ error, code: 'overloaded' }, { status: 503 })
    }
    const after = Number(new URL(request.url).searchParams.get('after') ?? 0)
    const encoder = new TextEncoder()
    /** True for the first call. */
    let stopReading: (() => boolean) | undefined
    let endStream: (() => void) | undefined
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const send = (text: string): void => controller.enqueue(encoder.encode(text))
          const sendLine = (line: DevLogLine): void => {
            if ((controller.desiredSize ?? 0) <= 0) endStream?.()
            else send(`${JSON.stringify(line)}\n`)
          }
          const stop = log.subscribe(sendLine)
          const timer = setInterval(() => send('\n'), pulse).unref()
          stopReading = (): boolean => {
            stop()
            clearInterval(timer)
            return readers.delete(end)
          }
          const end = (): void => {
            if (stopReading?.()) controller.close()
          }
          readers.add(end)
          endStream = end
          for (const line of log.kept()) if (!(line.number <= after)) send(`${JSON.stringify(line)}\n`)
        },
        // A stream that its reader cancelled is closed already.
        cancel: () => void stopReading?.(),
      },
      new CountQueuingStrategy({ highWaterMark: mostWaiting }),
    )
    request.signal.addEventListener('abort', () => endStream?.())
    return new Response(body, {
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
    })
  }

  return {
    answer,
    close() {
      for (const end of readers) end()
    },
  }
}
