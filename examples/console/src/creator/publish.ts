import type { ConsoleApi } from '../feed/console-api.ts'

/** An event to publish. */
export interface OutgoingEvent {
  channel: string
  event: string
  /** JSON */
  payload: string
  /** The connection that does not receive the event; empty for none. */
  socket: string
}

/**
 * Publishes one event or a batch, either as the server or as a user under the policies.
 *
 * @throws `Error` with the server's message
 */
export async function publish(
  api: ConsoleApi,
  events: readonly OutgoingEvent[],
  user: string,
): Promise<void> {
  if (user === '') {
    await api.post('publish', {
      events: events.map(({ channel, event, payload, socket }) => ({
        channels: [channel],
        event,
        data: JSON.parse(payload) as unknown,
        ...(socket === '' ? {} : { socketId: socket }),
      })),
    })
    return
  }
  const batch = events.map(({ channel, event, payload, socket }) => ({
    channel,
    event,
    data: JSON.parse(payload) as unknown,
    ...(socket === '' ? {} : { socket_id: socket }),
  }))
  const response = await fetch('/api/v1/realtime/trigger/batch', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-pusher-kit-dev-user': `user:${encodeURIComponent(user)}`,
    },
    body: JSON.stringify({ batch }),
  })
  if (response.ok) return
  const { error } = Object(await response.json().catch(() => null)) as { error?: unknown }
  throw new Error(typeof error === 'string' ? error : `The server answered with status ${response.status}.`)
}
