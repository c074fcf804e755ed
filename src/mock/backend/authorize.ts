import type { MockUser } from '../mock-user.ts'

/** An authorization request, as `mock.authorize` gets it. */
export interface AuthorizationRequest {
  /** The channel, or null for a sign-in. */
  channelName: string | null
  /** The socket id of the connection that asks. */
  socketId: string
  /** The user that asks. */
  user: MockUser
  /** Count of requests of this user for this channel, this one included. */
  attempt: number
  /** The bearer token of the request, or null. */
  token: string | null
}

/** The answer to an authorization request: allowed, denied with 403, or in detail. */
export type AuthorizationVerdict =
  | boolean
  | {
      /** ms before the answer; `Infinity` never answers. @defaultValue 0 */
      delay?: number
      /** HTTP status of a refusal. @defaultValue 200: the request is allowed */
      status?: number
      /** Text of a refusal. @defaultValue none */
      error?: string
      /** The user to sign for, when the test identifies it by the token. @defaultValue the user of the client */
      user?: MockUser
      /** `user_info` for the other members. @defaultValue the user's own info */
      info?: unknown
      /** Sent in place of the right signature. @defaultValue the right one */
      auth?: string
    }

/** Decides on an authorization. */
export type Authorize = (
  request: AuthorizationRequest,
) => AuthorizationVerdict | Promise<AuthorizationVerdict>
