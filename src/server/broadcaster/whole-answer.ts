import { within } from '../http/within.ts'
import { assertAccepted, backendError, refusedByPackage } from './backend-errors.ts'
import { BroadcastError } from './broadcaster.ts'
import { defaultTimeout } from './pusher-client.ts'
import type { ClientRequest, HttpAnswer, PusherClient } from './pusher-client.ts'
import { largestAnswer } from './request-agent.ts'

/**
 * Sends one request and reads the complete response. The timeout of Pusher's Node library covers the headers only.
 *
 * @param timeout - ms until the response must be complete
 * @param largest - maximum size of the response, bytes
 * @returns the body, a JSON object
 * @throws BroadcastError when the backend did not accept the request, or the outcome is unknown
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
      () => new BroadcastError('retry', `The backend did not respond completely within ${timeout} ms.`),
    )
  } catch (error) {
    discard(answer?.body)
    throw backendError(error)
  } finally {
    end()
  }
}

/** @throws BroadcastError when the library throws before the request */
function started<T>(request: () => Promise<T>): Promise<T> {
  try {
    return request()
  } catch (error) {
    throw refusedByPackage(error)
  }
}

/** @throws BroadcastError when the response is too large, incomplete or unreadable */
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
      `The response of the backend could not be read: ${reason}`,
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

/** Destroys a body that was not read completely, where the connection cannot be closed. */
function discard(body: unknown): void {
  if (!isNodeStream(body)) return
  // node-fetch pipes the response into the body, so the response would continue without it.
  body.once('unpipe', (source) => source.destroy())
  body.destroy()
}

function isNodeStream(body: unknown): body is NodeStream {
  return typeof body === 'object' && body !== null && 'once' in body && 'destroy' in body
}
