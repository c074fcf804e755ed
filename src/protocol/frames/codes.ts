/** Close codes: 4000–4099 do not come back, 4100–4199 come back after 1 s, 4200–4299 come back at once. */
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
  /** WebSocket's own: the server met a condition that it did not expect; clients come back after a second. */
  serverError: 1011,
} as const

/** Codes that come inside `pusher:error` and never close the connection. */
export const errorCodes = {
  clientEventRejected: 4301,
  watchlistTooLong: 4302,
} as const
