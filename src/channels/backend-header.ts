/** The response header with the key of the app that the server publishes to, percent-encoded. */
export const backendHeader = 'x-pusher-backend'
