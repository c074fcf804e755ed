import { printable } from '../../../server/internal.ts'
import { Failure } from './findings.ts'

/** A response whose body has been read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The parsed body; null if it is not a JSON object. */
  body: Readonly<Record<string, unknown>> | null
}

/** Maximum bytes of a body. The longest page of the reference server has 2 MB of payloads. */
const mostBytes = 8 * 1024 * 1024
/** Maximum characters shown of an unexpected body. */
const longestQuote = 120

/** @throws Failure when the response is a redirect or the page of a proxy */
export function ownAnswer(path: string, answer: Answer): Answer {
  const { status, headers, text } = answer
  if (status >= 300 && status < 400 && status !== 304) {
    throw new Failure(
      `a response of ${path.split('?')[0]} itself`,
      `a redirect (${status}) to ${quote(headers.get('location') ?? 'nowhere')}`,
      'Respond directly, or correct the URL (https, a slash at the end): a browser may turn the POST into a GET, and ' +
        'drops the token for another origin.',
      { isFault: true },
    )
  }
  if (isPage(answer)) {
    throw new Failure(
      `JSON from ${path.split('?')[0]}`,
      `an HTML page (${status}${pageName(text)}${senderOf(headers)})`,
      'The request did not reach the route: configure the proxy or the host in front of the server to forward it.',
      { isFault: true },
    )
  }
  return answer
}

/** The statuses of a refusal, without 408 and 429, which any request may get. */
export const refusals: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => status !== 408 && status !== 429,
)

/** The status of a response, and its error or the beginning of its body. */
export function describeAnswer({ status, text, body }: Answer): string {
  const { error, detail, code } = body ?? {}
  const said = [error, detail, code].find((value) => typeof value === 'string')
  if (said !== undefined) return `${status} (${quote(said)})`
  return text.trim() === '' ? `${status} without a body` : `${status} with ${quote(text)}`
}

export async function readText(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += (chunk as Uint8Array).byteLength
    if (bytes > mostBytes) {
      throw new Failure(
        `a body of at most ${mostBytes} bytes`,
        'a longer one',
        'End the page earlier, with `has_more: true`.',
        { isFault: true },
      )
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function isPage({ headers, text }: Answer): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)\b/i.test(text)
}

/** The title of a page, which usually names the proxy. */
function pageName(text: string): string {
  const [, title = ''] = /<title[^>]*>([^<]{1,200})/i.exec(text) ?? []
  return title.trim() === '' ? '' : `, ${quote(title.trim())}`
}

function senderOf(headers: Headers): string {
  const server = headers.get('server') ?? (headers.has('cf-ray') ? 'cloudflare' : null) ?? headers.get('via')
  return server === null ? '' : `, from ${quote(server)}`
}

function quote(text: string): string {
  const short = text.trim()
  return `"${printable(short.length > longestQuote ? `${short.slice(0, longestQuote)}…` : short)}"`
}
