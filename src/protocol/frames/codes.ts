/**
 * Close codes. Clients do not reconnect after 4000–4099, reconnect after 1 s after 4100–4199, and immediately
 * after 4200–4299.
 */
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
  /** A standard WebSocket code: the endpoint cannot accept this type of data. */
  unsupportedData: 1003,
  /** A standard WebSocket code: the message is too big. */
  messageTooBig: 1009,
  /** A standard WebSocket code: the server had an unexpected error. Clients reconnect after a second. */
  serverError: 1011,
} as const

/** Codes of a `pusher:error` that does not close the connection. */
export const errorCodes = {
  clientEventRejected: 4301,
  watchlistTooLong: 4302,
} as const
