import type Pusher from 'pusher-js'

/**
 * Disconnects for good. After a close code from 4100 to 4299, pusher-js starts two retry timers and loses one, which
 * connects again after `disconnect()`, in the middle of a later file.
 */
export function endClient(client: Pusher): void {
  client.disconnect()
  Object.assign(client.connection, { connect: () => undefined })
}
