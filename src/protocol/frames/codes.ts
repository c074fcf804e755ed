/** Close codes: after 4000–4099 clients do not reconnect, after 4100–4199 they do after 1 s, after 4200–4299 at once. */
export const closeCodes = {
  tlsOnly: 4000,
  unknownApp: 4001,
  appDisabled: 4003,
  overConnectionQuota: 4004,
  pathNotFound: 4005,
  invalidVersion: 4006,
  unsupportedVersion: 4007,
  noVersion: 4008,
  unauthorized: 4009,
  overCapacity: 4100,
  reconnect: 4200,
  noPong: 4201,
  inactive: 4202,
  /** WebSocket's own: the endpoint received a type of data that it cannot accept. */
  unsupportedData: 1003,
  /** WebSocket's own: the message is too big. */
  messageTooBig: 1009,
  /** WebSocket's own: the server had an unexpected error; clients reconnect after a second. */
  serverError: 1011,
} as const

/** Codes of a `pusher:error` that does not close the connection. */
export const errorCodes = {
  clientEventRejected: 4301,
  watchlistTooLong: 4302,
} as const
