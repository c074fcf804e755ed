import { RequestError } from '../errors.ts'
import type { KitContext } from '../kit-context.ts'

/** ms until a request is given up, unless `auth.timeout` says otherwise. */
export const defaultTimeout = 10_000

/** `fetch` with the app's token, headers and timeout. */
export type Request = (url: string, init?: RequestInit) => Promise<Response>

interface Token {
  value: string | null
  /** How often the token had been refreshed when it was taken. */
  generation: number
}

/**
 * Requests to the app's own endpoints. After a 401 or 403 the token is refreshed, once for all the requests that
 * were refused with the old one, and each of them is sent once more.
 */
export function createRequests(context: KitContext): Request {
  let generation = 0
  let refreshing: Promise<Token> | null = null

  async function ask(url: string, isRefresh: boolean): Promise<string | null> {
    const { getToken, timeout = defaultTimeout } = context.settings.auth ?? {}
    if (!getToken) return null
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      const giveUp = () => reject(new RequestError(url, null, `no token within ${timeout} ms`))
      timer = setTimeout(giveUp, timeout)
    })
    try {
      return (await Promise.race([getToken({ refresh: isRefresh }), late])) ?? null
    } finally {
      clearTimeout(timer)
    }
  }

  async function currentToken(url: string): Promise<Token> {
    if (refreshing) return refreshing
    const taken = generation
    return { value: await ask(url, false), generation: taken }
  }

  async function refresh(url: string): Promise<Token> {
    const value = await ask(url, true)
    generation += 1
    return { value, generation }
  }

  function tokenInstead(refused: Token, url: string): Promise<Token> {
    if (refused.generation < generation) return currentToken(url)
    refreshing ??= refresh(url).finally(() => {
      refreshing = null
    })
    return refreshing
  }

  async function send(url: string, init: RequestInit, token: Token): Promise<Response> {
    const { auth = {}, fetch = globalThis.fetch } = context.settings
    const headers = new Headers(typeof auth.headers === 'function' ? auth.headers() : auth.headers)
    new Headers(init.headers).forEach((text, name) => headers.set(name, text))
    if (token.value !== null) headers.set('authorization', `Bearer ${token.value}`)
    const limit = limited(init.signal, auth.timeout ?? defaultTimeout)
    try {
      return await fetch(url, {
        ...init,
        headers,
        credentials: auth.credentials ?? 'same-origin',
        signal: limit.signal,
      })
    } catch (cause) {
      throw new RequestError(url, null, String(limit.signal.aborted ? limit.signal.reason : cause), cause)
    } finally {
      limit.done()
    }
  }

  return async (url, init = {}) => {
    const { session } = context
    const token = await currentToken(url)
    // A token that comes later may be the next user's.
    if (session.aborted) throw new RequestError(url, null, 'the end of the session')
    const response = await send(url, init, token)
    const isRefused = response.status === 401 || response.status === 403
    if (!isRefused || !context.settings.auth?.getToken || session.aborted) return response
    const fresh = await tokenInstead(token, url)
    return session.aborted ? response : send(url, init, fresh)
  }
}

/** A signal that follows the caller's and ends by itself after `timeout` ms. */
function limited(outer: AbortSignal | null | undefined, timeout: number) {
  const controller = new AbortController()
  const follow = () => controller.abort(outer?.reason)
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout} ms`)), timeout)
  outer?.addEventListener('abort', follow)
  if (outer?.aborted) follow()
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}
