import type { MockUser } from '../mock-user.ts'

/** What `mock.authorize` is asked. */
export interface AuthorizationRequest {
  /** The channel, or null for a sign-in. */
  channelName: string | null
  /** The connection that asks. */
  socketId: string
  /** Who asks. */
  user: MockUser
  /** Count of requests of this user for this channel, this one included. */
  attempt: number
  /** The bearer token of the request, or null. */
  token: string | null
}

/** What `mock.authorize` answers: allowed, denied with 403, or in detail. */
export type AuthorizationVerdict =
  | boolean
  | {
      /** ms before the answer; `Infinity` never answers. @defaultValue 0 */
      delay?: number
      /** HTTP status of a refusal. @defaultValue 200: the request is allowed */
      status?: number
      /** Text of a refusal. @defaultValue none */
      error?: string
      /** Who it is, where the test decides by the token. @defaultValue the user of the client */
      user?: MockUser
      /** What the other members see of them. @defaultValue the user's own info */
      info?: unknown
      /** Sent in place of the right signature. @defaultValue the right one */
      auth?: string
    }

/** Decides on an authorisation. */
export type Authorize = (
  request: AuthorizationRequest,
) => AuthorizationVerdict | Promise<AuthorizationVerdict>
