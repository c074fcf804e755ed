import { loadDevConfig } from '../dev-config/dev-config.ts'

/** The Console's routes, with the token that is valid until the server restarts. */
export class ConsoleApi {
  #token: string | null

  /** @param token - null if the server gives this page no token */
  constructor(token: string | null) {
    this.#token = token
  }

  get token(): string | null {
    return this.#token
  }

  /** Requests the token again, because a restarted server has a new one. */
  async renew(signal: AbortSignal): Promise<void> {
    this.#token = (await loadDevConfig(signal)).consoleToken
  }

  /** @throws `Error` with the server's own message */
  get<Answer>(route: string, signal?: AbortSignal): Promise<Answer> {
    return this.#ask<Answer>(route, signal ? { signal } : {})
  }

  /** @throws `Error` with the server's own message */
  post<Answer>(route: string, body: unknown): Promise<Answer> {
    return this.#ask<Answer>(route, {
      method: 'POST',
      body: JSON.stringify(body),
    })
  }

  async #ask<Answer>(
    route: string,
    init: { method?: string; body?: string; signal?: AbortSignal },
  ): Promise<Answer> {
    const response = await fetch(`/dev-console/${route}`, {
      ...init,
      headers: { 'content-type': 'application/json', 'x-pusher-kit-console': this.#token ?? '' },
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return answer as Answer
    const { error } = Object(answer) as { error?: unknown }
    throw new Error(typeof error === 'string' ? error : `The server answered with status ${response.status}.`)
  }
}
