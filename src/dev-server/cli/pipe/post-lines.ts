import * as http from 'node:http'
import * as https from 'node:https'
import { printable } from '../../../server/internal.ts'
import type { LogLine } from './log-line.ts'
import type { Target } from './target.ts'

/** The result of a request. */
export type PostResult =
  | { kind: 'accepted' }
  /** The server is unreachable or busy: the same request may succeed later. */
  | { kind: 'away'; reason: string }
  /** The same request never succeeds. */
  | { kind: 'refused'; reason: string }

/** ms without a complete response after which the server counts as unreachable. */
const timeout = 15_000
/** Maximum characters shown of a refusal. */
const longestReason = 300
const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
}

/** Posts one batch. Never rejects. */
export function postLines(target: Target, lines: readonly LogLine[], key: string): Promise<PostResult> {
  const url = new URL('/api/v1/logs', target.url)
  const body = Buffer.from(JSON.stringify(lines))
  const headers = {
    ...(target.token === null ? {} : { authorization: `Bearer ${target.token}` }),
    'content-type': 'application/json',
    'content-length': body.length,
    'idempotency-key': key,
  }
  const { request } = url.protocol === 'https:' ? https : http
  const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:']
  return new Promise((resolve) => {
    let reason: string | undefined
    const settle = (result: PostResult) => {
      clearTimeout(timer)
      resolve(result)
    }
    const away = (error: Error) => settle({ kind: 'away', reason: reason ?? error.message })
    const call = request(url, { method: 'POST', headers, agent }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (text.length < longestReason) text += chunk
      })
      response.on('end', () => settle(resultOf(response.statusCode ?? 0, text)))
      response.on('error', away)
    })
    call.on('error', away)
    // Not a limit for the pauses of the socket, because a body may arrive byte by byte and never end.
    const timer = setTimeout(() => {
      reason = `no answer within ${timeout / 1000} s`
      call.destroy()
    }, timeout)
    call.end(body)
  })
}

/** Closes kept-alive connections. */
export function closeConnections(): void {
  for (const agent of Object.values(agents)) agent.destroy()
}

function resultOf(status: number, body: string): PostResult {
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  // The text is printed to a terminal and comes from an unknown server.
  const reason = printable(`${status} ${body.slice(0, longestReason).trim()}`.trim())
  const isBusy = status >= 500 || status === 408 || status === 429
  return isBusy || (status === 409 && body.includes('idempotency_in_progress'))
    ? { kind: 'away', reason }
    : { kind: 'refused', reason }
}
