import { channelKind, sharedSecretBase64, signChannel, signUser } from '../../protocol/index.ts'
import type { AuthorizationRequest, AuthorizationVerdict, Authorize } from './authorize.ts'
import type { MockUser } from '../mock-user.ts'
import type { MockContext } from '../state/mock-context.ts'

/** 32 bytes in base64; the mock needs no real secret. */
export const encryptionMasterKey = 'bW9jay1tYXN0ZXIta2V5LW1vY2stbWFzdGVyLWtleSE='

/** Maximum number of pairs of user and channel whose attempts are counted; the oldest are removed first. */
const mostCounted = 10_000

/** The response of an auth endpoint. */
export interface AuthorizationAnswer {
  status: number
  body: unknown
}

type Question = Omit<AuthorizationRequest, 'attempt'>

/** Decides with the test's callback, and signs as Pusher requires. */
export class Authorization {
  readonly #context: MockContext
  readonly #attempts = new Map<string, number>()
  #decide: Authorize = () => true

  constructor(context: MockContext) {
    this.#context = context
  }

  /** Returns a function that restores the previous callback, unless another one was set since. */
  use(decide: Authorize): () => void {
    const before = this.#decide
    this.#decide = decide
    return () => {
      if (this.#decide === decide) this.#decide = before
    }
  }

  async answer(question: Question): Promise<AuthorizationAnswer> {
    const land = this.#context.inFlight.start()
    try {
      const verdict = await this.#decide({ ...question, attempt: this.#count(question) })
      const delay = typeof verdict === 'object' ? (verdict.delay ?? 0) : 0
      if (delay === Infinity) {
        land()
        return await new Promise<never>(() => undefined)
      }
      if (delay > 0) await new Promise<void>((resolve) => this.#context.clock.schedule(resolve, delay))
      return this.#sign(question, verdict)
    } finally {
      land()
    }
  }

  #count({ channelName, user }: Question): number {
    const key = JSON.stringify([user.id, channelName])
    const attempt = (this.#attempts.get(key) ?? 0) + 1
    this.#attempts.delete(key)
    this.#attempts.set(key, attempt)
    const [oldest] = this.#attempts.keys()
    if (this.#attempts.size > mostCounted && oldest !== undefined) this.#attempts.delete(oldest)
    return attempt
  }

  #sign(question: Question, verdict: AuthorizationVerdict): AuthorizationAnswer {
    if (verdict === false) return refusal(403, 'Forbidden')
    const { channelName, socketId } = question
    const settings = verdict === true ? {} : verdict
    const { status = 200, error = 'Forbidden', user = question.user, info, auth } = settings
    if (status !== 200) return refusal(status, error)
    try {
      const body =
        channelName === null
          ? this.#signUser(socketId, user)
          : this.#signChannel(socketId, channelName, info === undefined ? user : { ...user, info })
      return { status: 200, body: auth === undefined ? body : { ...body, auth } }
    } catch (reason) {
      return refusal(400, reason instanceof Error ? reason.message : String(reason))
    }
  }

  #signChannel(socketId: string, channelName: string, user: MockUser): Record<string, string> {
    const { app } = this.#context
    const { kind } = channelKind(channelName)
    if (kind === 'presence') {
      const channelData = JSON.stringify({ user_id: user.id, user_info: user.info })
      return { auth: signChannel(app, socketId, channelName, channelData), channel_data: channelData }
    }
    const auth = signChannel(app, socketId, channelName)
    if (kind !== 'encrypted') return { auth }
    return { auth, shared_secret: sharedSecretBase64(channelName, encryptionMasterKey) }
  }

  #signUser(socketId: string, user: MockUser): Record<string, string> {
    const userData = JSON.stringify({
      id: String(user.id),
      user_info: user.info,
      watchlist: user.watchlist,
    })
    return { auth: signUser(this.#context.app, socketId, userData), user_data: userData }
  }
}

function refusal(status: number, error: string): AuthorizationAnswer {
  return { status, body: { error } }
}
