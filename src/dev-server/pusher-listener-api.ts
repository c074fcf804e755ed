import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hub } from '../protocol/index.ts'

/** Reads a request of the HTTP API and writes the hub's answer. */
export async function answerApiRequest(
  hub: Hub,
  request: IncomingMessage,
  response: ServerResponse,
  maxBodyBytes: number,
): Promise<void> {
  let body: string | null
  try {
    body = await readBody(request, maxBodyBytes)
  } catch {
    // The client went away while it was sending.
    response.destroy()
    return
  }
  if (body === null) {
    response.writeHead(413, { 'Content-Type': 'text/plain', Connection: 'close' })
    response.end(`The request body exceeds the allowed maximum (${maxBodyBytes} bytes)\n`)
    return
  }
  const [path, query] = splitUrl(request.url ?? '/')
  const answer = hub.handle({ method: request.method ?? 'GET', path, query, body })
  response.writeHead(answer.status, { 'Content-Type': answer.contentType })
  response.end(answer.body)
}

/** null when the body is larger than `limit` bytes. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The raw path and the raw query of a request's URL, whatever they hold. */
export function splitUrl(url: string): [path: string, query: string] {
  const at = url.indexOf('?')
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}
