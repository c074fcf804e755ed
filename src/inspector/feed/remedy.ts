import type { FeedRecord } from './feed-record.ts'
import { lastAnswer, webhookTitle } from './webhook-note.ts'

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
  [/^404/, 'There is no such app or channel here; `keys` prints the id of the app.'],
  [/^403|^400/, 'The message above names the field; Pusher refuses the same.'],
  [
    /quota/i,
    'The plan of the backend is used up until 00:00 UTC; a fallback takes over where one is configured.',
  ],
]

/** Remedies for a webhook by the response of its endpoint; the first match is used. */
const webhookRemedies: readonly (readonly [RegExp, string])[] = [
  [/^none$/, 'Start the app that listens there, or correct the URL in `webhooks`.'],
  [/^3/, 'Redirects are not followed: name the URL that they lead to.'],
  [
    /^40[13]$/,
    'The endpoint verifies with another secret than `keys` prints, or asks for a login of its own.',
  ],
  [/^40[45]$/, 'The app has no POST route at the path of this URL.'],
  [/^5/, 'The endpoint failed; the log of the app says why.'],
]

/** The remedy for a problem, as a sentence. */
export function remedyOf({ kind, event, note }: Pick<FeedRecord, 'kind' | 'event' | 'note'>): string {
  if (kind !== 'webhook') {
    const known = remedies.find(([pattern]) => pattern.test(note ?? ''))
    return known?.[1] ?? 'Open the event for what the server says of it.'
  }
  if (event === 'refused') return refusedRemedy(note ?? '')
  const known = webhookRemedies.find(([pattern]) => pattern.test(lastAnswer(note) ?? ''))
  return ['The endpoint has to answer 2xx within 4 s.', known?.[1], 'The record has body and answers.']
    .filter(Boolean)
    .join(' ')
}

function refusedRemedy(note: string): string {
  if (note.startsWith('401')) {
    return 'Give this server the app id, key and secret of the app that sends it; a proxy must leave the body as it is.'
  }
  if (note.includes('6 minutes')) return 'Set the clocks of both machines, and do not replay old webhooks.'
  return 'The sender has to post the JSON that Pusher posts, as it was signed.'
}

/** The heading of a problem. */
export function problemTitle(record: Pick<FeedRecord, 'kind' | 'event' | 'sender' | 'note'>): string {
  return webhookTitle(record) ?? record.event
}
