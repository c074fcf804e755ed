import type { HubEvent } from '../../protocol/index.ts'
import { logChannel } from '../../server/internal.ts'
import type { LogLevel } from '../../server/index.ts'

type Line = [level: LogLevel, text: string]
type Describe<Type extends HubEvent['type']> = (event: HubEvent & { type: Type }) => Line | null

const lines: { [Type in HubEvent['type']]: Describe<Type> } = {
  connected: ({ socketId }) => ['info', `connected ${socketId}`],
  disconnected: ({ socketId }) => ['info', `disconnected ${socketId}`],
  'connection-refused': ({ code, reason }) => ['warn', `connection refused: ${code} ${reason}`],
  subscribed: ({ channel, socketId }) => ['info', `subscribed ${channel} ${socketId}`],
  unsubscribed: ({ channel, socketId }) => ['debug', `unsubscribed ${channel} ${socketId}`],
  'subscription-refused': ({ channel, socketId, reason }) => [
    'warn',
    `subscription refused: ${channel} ${socketId}: ${reason}`,
  ],
  'signed-in': ({ userId, socketId }) => ['info', `signed in ${userId} ${socketId}`],
  'client-event': ({ event, channel, socketId }) => [
    'debug',
    `client event ${event} in ${channel} from ${socketId}`,
  ],
  // The client receives the reason, and may cause many per second.
  'client-event-refused': () => null,
  // A pipe sends many per second, and shows them itself.
  published: ({ channels, event, deliveries }) =>
    channels.includes(logChannel)
      ? null
      : ['info', `published ${event} to ${channels.join(' ')}: ${deliveries} deliveries`],
  request: ({ method, path, status, reason }) =>
    status < 400
      ? ['info', `request ${method} ${path} ${status}`]
      : ['warn', `request ${method} ${path} ${status} ${reason ?? ''}`],
  'frame-failed': ({ socketId, reason }) => ['error', `frame failed: ${socketId} was closed by ${reason}`],
  'webhooks-dropped': ({ kept }) => ['warn', `webhooks dropped: more than ${kept} are pending`],
  'webhook-retry': ({ delivery }) =>
    delivery.attempts.length === 1
      ? [
          'warn',
          `webhook not accepted: ${delivery.events.map(({ name }) => name).join(' ')}: ${delivery.url} answered ${delivery.attempts[0] ?? 'nothing'}; it is sent again for 5 minutes`,
        ]
      : null,
  webhook: ({ delivery }) => [
    delivery.state === 'failed' ? 'warn' : 'debug',
    `webhook ${delivery.state}: ${delivery.events.map(({ name }) => name).join(' ')}`,
  ],
}

/** The log line for an event of the hub; null for events that are not logged. */
export function describeHubEvent(event: HubEvent): Line | null {
  const describe = lines[event.type] as (event: HubEvent) => Line | null
  return describe(event)
}
