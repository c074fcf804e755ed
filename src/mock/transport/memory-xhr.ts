import type { PusherClient, PusherJsOptions, PusherStatics } from './pusher-types.ts'

/** What an auth endpoint answers; status 0 when it cannot be reached. */
export interface PostAnswer {
  status: number
  text: string
}

/** Answers what pusher-js posts to an auth endpoint. */
export type AnswerPost = (body: string, headers: Headers, url: string) => Promise<PostAnswer>

/** The part of XMLHttpRequest that pusher-js uses for authorisation. */
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
 * Lets the instance's own authorisers, with all that they do about headers, parameters and errors, post to
 * `answer`. pusher-js takes its requests from one object for all; they are made while `authorise` runs, so that
 * object gives out ours for that moment only.
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
