import type { AppState } from './app-state.ts'
import { errorCodes } from '../frames/codes.ts'
import { exceedsBytes } from '../signatures/digest.ts'
import type { ClientEventFrame } from '../frames/frames.ts'
import { limits } from './limits.ts'
import type { ChannelAccess } from '../frames/names.ts'
import type { Session } from './session.ts'

/**
 * Checks a `client-` event and sends it to the channel's other subscribers. Client events are not cached and
 * not sent back to the sender.
 */
export function triggerClientEvent(app: AppState, session: Session, frame: ClientEventFrame): void {
  const channel = frame.channel === null ? undefined : session.channels.get(frame.channel)
  const reason = refusal(app, session, frame)
  if (reason !== null || !channel) {
    refuse(
      app,
      session,
      frame,
      reason ??
        `Client event rejected - not subscribed to channel ${frame.channel?.slice(0, limits.channelName) ?? 'none'}`,
    )
    return
  }
  if (isTooFast(app, session)) {
    refuse(
      app,
      session,
      frame,
      `Client event rejected due to rate limit: ${limits.clientEventsPerSecond} events per second at most`,
      errorCodes.clientEventRejected,
    )
    return
  }
  const { socketId } = session
  const userId = channel.subscribers.get(session) ?? null
  const { event, data, text } = frame
  const message = { event, channel: channel.name, data, ...(userId === null ? {} : { user_id: userId }) }
  const deliveries = channel.broadcast(JSON.stringify(message), socketId)
  app.observe({
    type: 'client-event',
    appId: app.app.id,
    socketId,
    userId,
    channel: channel.name,
    event,
    data: text,
    deliveries,
  })
  app.webhooks.add({
    name: 'client_event',
    channel: channel.name,
    event,
    data: text,
    socket_id: socketId,
    ...(userId === null ? {} : { user_id: userId }),
  })
}

function refuse(
  app: AppState,
  session: Session,
  frame: ClientEventFrame,
  reason: string,
  code: number | null = null,
): void {
  app.observe({
    type: 'client-event-refused',
    appId: app.app.id,
    socketId: session.socketId,
    channel: frame.channel?.slice(0, limits.channelName) ?? '',
    event: frame.event.slice(0, limits.eventName),
    reason,
  })
  session.refuse(reason, code)
}

/** Which channels carry client events (Pusher documentation, "Pusher Channels Protocol"). */
const carriers: readonly ChannelAccess[] = ['private', 'encrypted', 'presence']

function refusal(
  app: AppState,
  { channels }: Session,
  { event, channel: name, text }: ClientEventFrame,
): string | null {
  if (app.app.clientEvents === false) {
    return 'To send client events, you must enable this feature in the Settings page of your dashboard.'
  }
  const channel = name === null ? undefined : channels.get(name)
  if (channel && !carriers.includes(channel.kind.kind)) {
    return 'Client event rejected - only supported on private and presence channels'
  }
  if (event.length > limits.eventName) {
    return `Client event rejected - the event name exceeds ${limits.eventName} characters`
  }
  if (exceedsBytes(text, limits.eventData)) {
    return `Client event rejected - the data exceeds ${limits.eventData} bytes`
  }
  return null
}

function isTooFast({ clock }: AppState, session: Session): boolean {
  const now = clock.monotonic()
  // When fake timers are installed later, the monotonic clock starts again at a smaller value.
  const recent = session.clientEventTimes.filter((time) => time <= now && now - time < 1000)
  session.clientEventTimes = recent
  if (recent.length >= limits.clientEventsPerSecond) return true
  recent.push(now)
  return false
}
