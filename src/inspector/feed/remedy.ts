import type { FeedRecord } from './feed-record.ts'

/** Remedies for problems by the text of the record; the first match is used. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /not in this cluster|^4001/,
    'Copy the app key from the head of this page; `keys` prints the variables of an app.',
  ],
  [/^4004/, 'Close connections that nobody needs, or raise WS_MAX_CONNECTIONS.'],
  [/^4003/, 'The server runs with WS_ENABLED=false; start it without.'],
  [
    /Invalid signature/,
    'The auth endpoint signs with another secret or app: give it the PUSHER_SECRET that `keys` prints.',
  ],
  [
    /Existing subscription/,
    'The client subscribes to the channel twice; unsubscribe before, or keep the first one.',
  ],
  [
    /rate limit/,
    'Send fewer client events: join several into one, or send the latest state ten times a second.',
  ],
  [/not subscribed/, 'Trigger a client event after pusher:subscription_succeeded of its channel.'],
  [/only supported on private and presence/, 'Client events need a private or a presence channel.'],
  [/exceeds|too large|413/, 'Send less in one event: an id that the client fetches, or several events.'],
  [
    /^401/,
    'The request is signed with another key or secret, or its clock is more than 600 s off; `keys` prints the right ones.',
  ],
  [/^403|^400/, 'The message above names the field; Pusher refuses the same.'],
  [
    /quota/i,
    'The plan of the backend is used up until 00:00 UTC; a fallback takes over where one is configured.',
  ],
]

/** The remedy for a problem, as a sentence. */
export function remedyOf({ kind, note }: Pick<FeedRecord, 'kind' | 'note'>): string {
  if (kind === 'webhook') {
    return 'The endpoint has to answer 2xx within 4 s. It is tried again for five minutes; the record has body and answers.'
  }
  const known = remedies.find(([pattern]) => pattern.test(note ?? ''))
  return known?.[1] ?? 'Open the event for what the server says of it.'
}
