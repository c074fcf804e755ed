/** The user of a client of the mock, as the auth endpoints sign it. */
export interface MockUser {
  /** The id of the user. */
  id: string | number
  /** Shown to the other members of presence channels. @defaultValue none */
  info?: unknown
  /** Users whose online status is sent after sign-in. @defaultValue none */
  watchlist?: readonly string[]
}
