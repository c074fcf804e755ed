import { systemCode } from '../cli-error.ts'
import { type Answer, objectIn, ownAnswer, readText, refusals, describeAnswer } from './answer.ts'
import { Failure, NotOffered } from './findings.ts'
import { hideToken } from './hide-token.ts'

/** The contents of a request. */
export interface Question {
  /** Null to send no token. @defaultValue the token of the command */
  token?: string | null
  /** Fields of a form. @defaultValue none */
  form?: Readonly<Record<string, string>>
  /** A body of JSON. @defaultValue none */
  json?: unknown
  /** @defaultValue none */
  headers?: Readonly<Record<string, string>>
}

/** The server under test. */
export class CheckedServer {
  readonly #url: string
  readonly #token: string | null
  readonly #timeout: number

  /**
   * @param url - base URL of the routes
   * @param timeout - maximum duration of each request including the body, ms
   */
  constructor({ url, token, timeout }: { url: string; token: string | null; timeout: number }) {
    this.#url = url.replace(/\/+$/, '')
    this.#token = token
    this.#timeout = timeout
  }

  /**
   * Sends one request and reads the whole response within the timeout.
   *
   * @throws Failure when there is no response, or it is a redirect or an HTML page
   * @throws NotOffered when the server has no such route
   */
  async ask(method: 'GET' | 'POST', path: string, question: Question = {}): Promise<Answer> {
    const answer = await this.#fetch(method, path, question)
    const { status } = answer
    if (status === 404 || status === 405 || status === 501) {
      throw new NotOffered(`${method} ${path.split('?')[0]} is ${status}`)
    }
    return ownAnswer(path, answer)
  }

  /**
   * Sends one request whose response must be a success with a JSON object.
   *
   * @throws Failure for any other response
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
        describeAnswer(answer),
        remedyFor(status),
      )
    }
    if (body === null) {
      throw new Failure(
        `a JSON object from ${path.split('?')[0]}`,
        describeAnswer(answer),
        'Respond with the JSON of docs/protocol.md.',
      )
    }
    return { ...answer, body }
  }

  /**
   * Sends one request that the server must refuse.
   *
   * @param what - describes the request
   * @returns a description of the status
   * @throws Failure when the server does not refuse it
   */
  async askRefused(
    path: string,
    question: Question,
    { what, statuses, remedy }: { what: string; statuses: readonly number[]; remedy: string },
  ): Promise<string> {
    // A server may respond with 404 to a name that cannot exist.
    const answer = ownAnswer(path, await this.#fetch('POST', path, question))
    if (statuses.includes(answer.status)) return String(answer.status)
    const expected =
      statuses === refusals ? 'a refusal (400 to 499, but not 408 or 429)' : statuses.join(' or ')
    throw new Failure(`${expected} for ${what}`, describeAnswer(answer), remedy)
  }

  /** Headers without the token. */
  #safe(headers: Headers): Headers {
    const safe = [...headers].map(([name, value]): [string, string] => [name, hideToken(value, this.#token)])
    return new Headers(safe)
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
      // Hides the token before the quote is cut, which could leave a part of it.
      const text = hideToken(await readText(response), this.#token)
      return { status: response.status, headers: this.#safe(response.headers), text, body: objectIn(text) }
    } catch (error) {
      if (error instanceof Failure) throw error
      const got = controller.signal.aborted
        ? began > 0
          ? `a body that had not ended after ${seconds} s (status ${began})`
          : `none within ${seconds} s`
        : began > 0
          ? `an incomplete one (status ${began})`
          : `no connection (${causeOf(error)})`
      const remedy = controller.signal.aborted
        ? 'Respond within that time and end the body: clients give up after 10 s. --timeout waits longer.'
        : 'Start the server, correct the URL, or check the log of the server.'
      throw new Failure(`a complete response from ${path.split('?')[0]}`, got, remedy, { isFault: true })
    } finally {
      clearTimeout(timer)
      controller.abort()
    }
  }
}

function remedyFor(status: number): string {
  if (status === 401) return 'Pass a token of a user of this server with --token.'
  if (status === 403)
    return 'Pass channels that the user of the token may join, read and publish in with --channel.'
  if (status === 429) return 'The server limits requests; try again later, or raise its limit.'
  if (status >= 500) return 'Check the log of the server.'
  return 'docs/protocol.md describes this request; respond with 200.'
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return systemCode(cause) ?? (cause instanceof Error ? cause.message : String(error))
}
