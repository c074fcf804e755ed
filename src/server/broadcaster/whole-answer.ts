import { within } from '../http/within.ts'
import { assertAccepted, backendError, refusedByPackage } from './backend-errors.ts'
import { BroadcastError } from './broadcaster.ts'
import { defaultTimeout } from './pusher-client.ts'
import type { ClientRequest, HttpAnswer, PusherClient } from './pusher-client.ts'
import { largestAnswer } from './request-agent.ts'

/**
 * Makes one request and reads the whole answer to it. The official package's own timeout covers the headers only.
 *
 * @param timeout - ms for all of it
 * @param largest - bytes of the answer
 * @returns the body, a JSON object
 * @throws BroadcastError when the backend did not accept, or it is not known whether it did
 */
export async function wholeAnswer(
  open: (largest?: number) => Promise<ClientRequest>,
  request: (client: PusherClient) => Promise<HttpAnswer>,
  timeout = defaultTimeout,
  largest = largestAnswer,
): Promise<string> {
  const { client, end } = await open(largest)
  let answer: HttpAnswer | undefined
  async function ask(): Promise<string> {
    answer = await started(() => request(client))
    const text = await readText(answer, largest)
    assertAccepted(answer.status, answer.redirected ?? false, text)
    return text
  }
  try {
    return await within(
      timeout,
      ask(),
      () => new BroadcastError('retry', `The backend did not answer completely within ${timeout} ms.`),
    )
  } catch (error) {
    discard(answer?.body)
    throw backendError(error)
  } finally {
    end()
  }
}

/** @throws BroadcastError when the package throws before the request */
function started<T>(request: () => Promise<T>): Promise<T> {
  try {
    return request()
  } catch (error) {
    throw refusedByPackage(error)
  }
}

/** @throws BroadcastError when the answer is too large, breaks off, or cannot be read */
async function readText(answer: HttpAnswer, largest: number): Promise<string> {
  const { body } = answer
  try {
    if (!isByteStream(body)) return await answer.text()
    const decoder = new TextDecoder()
    let text = ''
    let bytes = 0
    for await (const chunk of body) {
      bytes += chunk.byteLength
      if (bytes > largest) throw new Error(`it is larger than ${largest} bytes`)
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown'
    throw new BroadcastError(
      'retry',
      `The answer of the backend could not be read: ${reason}`,
      answer.status,
      cause,
    )
  }
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

interface NodeStream {
  once: (event: 'unpipe', listener: (source: { destroy: () => void }) => void) => void
  destroy: () => void
}

/** Destroys a body that was not read to its end, where the connection cannot be closed. */
function discard(body: unknown): void {
  if (!isNodeStream(body)) return
  // node-fetch pipes the answer into the body: the answer would go on without it.
  body.once('unpipe', (source) => source.destroy())
  body.destroy()
}

function isNodeStream(body: unknown): body is NodeStream {
  return typeof body === 'object' && body !== null && 'once' in body && 'destroy' in body
}
