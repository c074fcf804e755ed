import type { PusherClient, PusherJsOptions, PusherStatics } from './pusher-types.ts'

/** The response of an auth endpoint; status 0 when it is unreachable. */
export interface PostAnswer {
  status: number
  text: string
}

/** Handles what pusher-js posts to an auth endpoint. */
export type AnswerPost = (body: string, headers: Headers, url: string) => Promise<PostAnswer>

/** The part of XMLHttpRequest that pusher-js uses for authorization. */
class MemoryXhr {
  onreadystatechange: (() => void) | null = null
  readyState = 0
  status = 0
  responseText = ''
  readonly #headers = new Headers()
  readonly #answer: AnswerPost
  #url = ''

  constructor(answer: AnswerPost) {
    this.#answer = answer
  }

  open(_method: string, url: string): void {
    this.#url = url
    this.readyState = 1
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.append(name, value)
  }

  async send(body: string): Promise<void> {
    const { status, text } = await this.#answer(body, this.#headers, this.#url)
    this.status = status
    this.responseText = text
    this.readyState = 4
    this.onreadystatechange?.()
  }
}

/**
 * Makes the instance's own authorizers, including their handling of headers, parameters and errors, post to `answer`.
 * pusher-js creates its requests with one object for all instances. It creates them while an authorizer runs, so that
 * object returns ours during that call only.
 */
export function answerAuthRequests(
  { config }: PusherClient,
  options: Partial<PusherJsOptions>,
  { Runtime }: PusherStatics,
  answer: AnswerPost,
): void {
  const runtime = Runtime as { createXHR: () => unknown }

  function duringOurs(authorise: () => void): void {
    const createXHR = runtime.createXHR
    runtime.createXHR = () => new MemoryXhr(answer)
    try {
      authorise()
    } finally {
      runtime.createXHR = createXHR
    }
  }

  const { channelAuthorizer, userAuthenticator } = config
  const { channelAuthorization, userAuthentication } = options
  if (!hasCustomHandler(channelAuthorization) && !options.authorizer) {
    config.channelAuthorizer = (...args) => duringOurs(() => channelAuthorizer(...args))
  }
  if (!hasCustomHandler(userAuthentication)) {
    config.userAuthenticator = (...args) => duringOurs(() => userAuthenticator(...args))
  }
}

function hasCustomHandler(settings: object | undefined): boolean {
  return settings !== undefined && 'customHandler' in settings && settings.customHandler != null
}
