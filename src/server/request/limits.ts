/** How much one request may bring. */
export interface ServerLimits {
  /** Bytes of a body of the auth, trigger, message and webhook routes. */
  bodyBytes: number
  /** Bytes of a body of the log route. */
  logBodyBytes: number
  /** Count of lines in a body of the log route. */
  logLines: number
  /** Count of connections that one user may sign in on at a time; one more ends the older ones. */
  connectionsPerUser: number
}

export const defaultLimits: ServerLimits = {
  bodyBytes: 256 * 1024,
  logBodyBytes: 1024 * 1024,
  logLines: 1000,
  connectionsPerUser: 20,
}
