import type { MockUser } from '../mock-user.ts'

/** An authorization request, as the callback of `mock.authorize` receives it. */
export interface AuthorizationRequest {
  /** The channel, or null for a sign-in. */
  channelName: string | null
  /** The socket id of the requesting connection. */
  socketId: string
  /** The requesting user. */
  user: MockUser
  /** Number of requests of this user for this channel, including this one. */
  attempt: number
  /** The bearer token of the request, or null. */
  token: string | null
}

/**
 * The response to an authorization request: true allows it, false denies it with 403, and an object sets the details.
 */
export type AuthorizationVerdict =
  | boolean
  | {
      /** ms before the response; `Infinity` never responds. @defaultValue 0 */
      delay?: number
      /** HTTP status of a refusal. @defaultValue 200: the request is allowed */
      status?: number
      /** Text of a refusal. @defaultValue none */
      error?: string
      /** The user to sign for, if the test identifies users by token. @defaultValue the user of the client */
      user?: MockUser
      /** `user_info` for the other members. @defaultValue the user's own info */
      info?: unknown
      /** Sent instead of the correct signature. @defaultValue the correct signature */
      auth?: string
    }

/** Decides on an authorization. */
export type Authorize = (
  request: AuthorizationRequest,
) => AuthorizationVerdict | Promise<AuthorizationVerdict>
