import { printable } from '../../../server/internal.ts'
import { systemCode } from '../cli-error.ts'
import { Failure, NotOffered } from './findings.ts'
import { hideToken } from './hide-token.ts'

/** An answer whose body has been read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The body; null when it is no JSON object. */
  body: Readonly<Record<string, unknown>> | null
}

/** What is sent. */
export interface Question {
  /** Null sends none. @defaultValue the token of the command */
  token?: string | null
  /** Fields of a form. @defaultValue none */
  form?: Readonly<Record<string, string>>
  /** A body of JSON. @defaultValue none */
  json?: unknown
  /** @defaultValue none */
  headers?: Readonly<Record<string, string>>
}

/** Bytes of a body that are read; the longest page of the reference server has 2 MB of payloads. */
const mostBytes = 8 * 1024 * 1024
/** Characters of an unexpected body that are shown. */
const longestQuote = 120

/** The server under test. */
export class CheckedServer {
  readonly #url: string
  readonly #token: string | null
  readonly #timeout: number

  /**
   * @param url - the routes are below it
   * @param timeout - of each request with its body, ms
   */
  constructor({ url, token, timeout }: { url: string; token: string | null; timeout: number }) {
    this.#url = url.replace(/\/+$/, '')
    this.#token = token
    this.#timeout = timeout
  }

  /**
   * Sends one request and reads the whole answer, within the time.
   *
   * @throws Failure when there is no answer, a redirect, or an HTML page
   * @throws NotOffered when the server has no such route
   */
  async ask(method: 'GET' | 'POST', path: string, question: Question = {}): Promise<Answer> {
    const answer = await this.#fetch(method, path, question)
    const { status, headers, text } = answer
    if (status === 404 || status === 405 || status === 501) {
      throw new NotOffered(`${method} ${path.split('?')[0]} is ${status}`)
    }
    if (status >= 300 && status < 400 && status !== 304) {
      throw new Failure(
        `an answer of ${path.split('?')[0]} itself`,
        `a redirect (${status}) to ${quote(hideToken(headers.get('location') ?? 'nowhere', this.#token))}`,
        'Answer directly, or correct the URL (https, a slash at the end): a browser may turn the POST into a GET, and ' +
          'drops the token on the way to another origin.',
        { isFault: true },
      )
    }
    if (isPage(answer)) {
      throw new Failure(
        `JSON from ${path.split('?')[0]}`,
        `an HTML page (${status}${pageName(text)}${senderOf(headers)})`,
        'The request did not reach the route: let the proxy or the host in front of the server pass it on.',
        { isFault: true },
      )
    }
    return answer
  }

  /**
   * Sends one request whose answer must be a success with a JSON object.
   *
   * @throws Failure for any other answer
   * @throws NotOffered when the server has no such route
   */
  async askObject(
    method: 'GET' | 'POST',
    path: string,
    question?: Question,
  ): Promise<Answer & { body: Readonly<Record<string, unknown>> }> {
    const answer = await this.ask(method, path, question)
    const { status, body } = answer
    if (status < 200 || status >= 300) {
      throw new Failure(
        `a status from 200 to 299 from ${path.split('?')[0]}`,
        told(answer),
        remedyFor(status),
      )
    }
    if (body === null) {
      throw new Failure(
        `a JSON object from ${path.split('?')[0]}`,
        told(answer),
        'Answer with the JSON of docs/protocol.md.',
      )
    }
    return { ...answer, body }
  }

  /**
   * Sends one request that the server must refuse.
   *
   * @param what - the request in words
   * @returns the status in words
   * @throws Failure when it is not refused
   */
  async askRefused(
    path: string,
    question: Question,
    { what, statuses, remedy }: { what: string; statuses: readonly number[]; remedy: string },
  ): Promise<string> {
    const answer = await this.ask('POST', path, question)
    if (statuses.includes(answer.status)) return String(answer.status)
    const expected = statuses.length > 4 ? 'a status from 400 to 499' : statuses.join(' or ')
    throw new Failure(`${expected} for ${what}`, told(answer), remedy)
  }

  async #fetch(method: string, path: string, question: Question): Promise<Answer> {
    const { token = this.#token, form, json, headers = {} } = question
    const seconds = this.#timeout / 1000
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), this.#timeout)
    let began = 0
    try {
      const response = await fetch(this.#url + path, {
        method,
        redirect: 'manual',
        signal: controller.signal,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      })
      began = response.status
      // A part of the token could be left where a quote is cut off.
      const text = hideToken(await readText(response), this.#token)
      return { status: response.status, headers: response.headers, text, body: objectIn(text) }
    } catch (error) {
      if (error instanceof Failure) throw error
      const got = controller.signal.aborted
        ? began > 0
          ? `a body that had not ended after ${seconds} s (status ${began})`
          : `none within ${seconds} s`
        : began > 0
          ? `one that broke off (status ${began})`
          : `no connection (${causeOf(error)})`
      const remedy = controller.signal.aborted
        ? 'Answer within that time and end the body: clients give up after 10 s. --timeout waits longer.'
        : 'Start the server, correct the URL, or look into the log of the server.'
      throw new Failure(`a whole answer from ${path.split('?')[0]}`, got, remedy, { isFault: true })
    } finally {
      clearTimeout(timer)
      controller.abort()
    }
  }
}

/** All statuses of a refusal. */
export const refusals: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index)

/** An answer in words: its status, and what it says or begins with. */
export function told({ status, text, body }: Answer): string {
  const { error, detail, code } = body ?? {}
  const said = [error, detail, code].find((value) => typeof value === 'string')
  if (said !== undefined) return `${status} (${quote(said)})`
  return text.trim() === '' ? `${status} without a body` : `${status} with ${quote(text)}`
}

function remedyFor(status: number): string {
  if (status === 401) return 'Name a token of a user of this server with --token.'
  if (status === 403)
    return 'Name channels that the user of the token may join, read and publish in with --channel.'
  if (status === 429) return 'The server limits requests; try again later, or raise its limit.'
  if (status >= 500) return 'Look into the log of the server.'
  return 'docs/protocol.md has this request; answer it with 200.'
}

async function readText(response: Response): Promise<string> {
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

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
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

/** The title of a page, as proxies name themselves there. */
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

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return systemCode(cause) ?? (cause instanceof Error ? cause.message : String(error))
}
