/** The header of every answer of the server with the key of the app that it publishes to, percent-encoded. */
export const backendHeader = 'x-pusher-backend'
