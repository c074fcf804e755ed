import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hub } from '../../protocol/index.ts'

/** The limits of a body. */
export interface BodyLimits {
  maxBytes: number
  /** ms until the last byte must arrive. */
  timeout: number
}

/** Why a body was not read. */
type Unread = 'too large' | 'too slow' | 'gone'

/** Reads a request of the HTTP API and writes the hub's response. Never rejects. */
export async function answerApiRequest(
  hub: Hub,
  request: IncomingMessage,
  response: ServerResponse,
  limits: BodyLimits,
): Promise<void> {
  const body = await readBody(request, limits)
  if ('unread' in body) {
    refuseBody(response, body.unread, limits)
    return
  }
  const [path, query] = splitUrl(request.url ?? '/')
  const answer = hub.handle({ method: request.method ?? 'GET', path, query, body: body.text })
  response.writeHead(answer.status, { 'Content-Type': answer.contentType })
  response.end(answer.body)
}

function refuseBody(response: ServerResponse, unread: Unread, { maxBytes, timeout }: BodyLimits): void {
  if (unread === 'gone') {
    response.destroy()
    return
  }
  const [status, message] =
    unread === 'too large'
      ? [413, `The request body exceeds the allowed maximum (${maxBytes} bytes)`]
      : [408, `The request body did not arrive within ${timeout} ms`]
  // The rest of the body is not read, because the connection is closed after the response.
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' })
  response.end(`${message}\n`)
}

/** Stops reading at the first byte beyond the limit. */
function readBody(
  request: IncomingMessage,
  { maxBytes, timeout }: BodyLimits,
): Promise<{ text: string } | { unread: Unread }> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      resolve({ unread: 'too large' })
      return
    }
    const chunks: Buffer[] = []
    let size = 0
    const give = (body: { text: string } | { unread: Unread }): void => {
      clearTimeout(timer)
      request.off('data', take).pause()
      resolve(body)
    }
    const take = (chunk: Buffer): void => {
      size += chunk.length
      if (size > maxBytes) give({ unread: 'too large' })
      else chunks.push(chunk)
    }
    const timer = setTimeout(() => give({ unread: 'too slow' }), timeout)
    request.on('data', take)
    request.once('end', () => give({ text: Buffer.concat(chunks).toString('utf8') }))
    // The client closed the connection while sending. After `end` these events have no effect.
    request.once('error', () => give({ unread: 'gone' }))
    request.once('close', () => give({ unread: 'gone' }))
  })
}

/** The raw path and the raw query of a request's URL, whatever they contain. */
export function splitUrl(url: string): [path: string, query: string] {
  const at = url.indexOf('?')
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}
