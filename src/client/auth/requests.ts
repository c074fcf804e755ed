import { RequestError } from '../errors.ts'
import { inTime } from '../lib/in-time.ts'
import type { KitContext } from '../core/kit-context.ts'

/** ms until a request times out; the default of `auth.timeout`. */
export const defaultTimeout = 10_000

/** `fetch` with the app's token, headers and timeout. */
export type Request = (url: string, init?: RequestInit) => Promise<Response>

interface Token {
  value: string | null
  /** Number of refreshes before this token was read. */
  generation: number
}

/**
 * Requests to the app's own endpoints. After a 401 or 403 the token is refreshed once for all requests that used the
 * old one, and each of them is sent once more.
 */
export function createRequests(context: KitContext): Request {
  let generation = 0
  let refreshing: Promise<Token> | null = null

  async function currentToken(): Promise<Token> {
    if (refreshing) return refreshing
    const taken = generation
    return { value: await ask(false), generation: taken }
  }

  async function refresh(): Promise<Token> {
    const value = await ask(true)
    generation += 1
    return { value, generation }
  }

  async function ask(isRefresh: boolean): Promise<string | null> {
    const { getToken } = context.settings.auth ?? {}
    if (!getToken) return null
    const limit = { what: 'token', timeout: timeout() }
    return (await inTime(limit, async () => getToken({ refresh: isRefresh }))) ?? null
  }

  function tokenInstead(refused: Token): Promise<Token> {
    if (refused.generation < generation) return currentToken()
    refreshing ??= refresh().finally(() => {
      refreshing = null
    })
    return refreshing
  }

  function send(url: string, init: RequestInit, token: Token): Promise<Response> {
    const { auth = {}, fetch = globalThis.fetch } = context.settings
    const headers = new Headers(typeof auth.headers === 'function' ? auth.headers() : auth.headers)
    new Headers(init.headers).forEach((text, name) => headers.set(name, text))
    if (token.value !== null) headers.set('authorization', `Bearer ${token.value}`)
    const { credentials = 'same-origin' } = auth
    const limit = { what: 'answer', timeout: timeout(), outer: init.signal }
    return inTime(limit, async (signal) => {
      const answer = await readWhole(await fetch(url, { ...init, headers, credentials, signal }))
      context.answers.emit(answer)
      return answer
    })
  }

  function timeout(): number {
    return context.settings.auth?.timeout ?? defaultTimeout
  }

  async function attempt(url: string, init: RequestInit): Promise<Response> {
    const { session } = context
    const token = await currentToken()
    // A token that resolves later may belong to the next user.
    if (session.aborted) throw new Error('the end of the session')
    const response = await send(url, init, token)
    const isRefused = response.status === 401 || response.status === 403
    if (!isRefused || !context.settings.auth?.getToken || session.aborted) return response
    const fresh = await tokenInstead(token)
    return session.aborted ? response : send(url, init, fresh)
  }

  return (url, init = {}) =>
    attempt(url, init).catch((cause: unknown) => {
      throw new RequestError(url, null, String(cause), cause)
    })
}

/** The response with its body read, so that the timeout covers the body too. */
async function readWhole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response
  const text = await response.text()
  // These must not have a body (Fetch standard, "null body status").
  const isBodiless = status === 204 || status === 205 || status === 304
  return new Response(isBodiless ? null : text, { status, statusText, headers })
}
