import { adminEvents, logEvents } from '../../channels/index.ts'
import { batchEvent } from '../../channels/internal.ts'
import { note } from '../lib/console-note.ts'
import { SubscriptionError } from '../errors.ts'
import type { ChannelStatus } from './kit-core.ts'
import type { Frame, PusherLike } from './pusher-like.ts'
import type { Signal } from '../../primitives/index.ts'
import { readPusherError } from '../lib/pusher-error-info.ts'
import type { ActiveClient } from './active-client.ts'

/** The status of a channel changed; `error` says why it is `error`. */
export type StatusChange = [channel: string, status: ChannelStatus, error: Error | null]

/** What happened before this code was there. */
export interface EarlyEvents {
  readonly errors: unknown[]
  readonly changes: StatusChange[]
}

/** Called with every such change. */
export type StatusSignal = Signal<StatusChange>

const subscriptionLines: Readonly<Record<Exclude<ChannelStatus, 'error'>, string>> = {
  subscribing: 'Subscribing to',
  subscribed: 'Subscribed to',
  idle: 'Left',
}

/** Lines of their own for the channels that many apps have. */
const wellKnown = new Map<string, string>([
  [logEvents.channel, 'Logs connected'],
  [adminEvents.channel, 'Admin events connected'],
])

/**
 * Writes what happens to the console, until the returned function is called: states of the connection, subscriptions,
 * and events by their names. Texts of Pusher and of the auth endpoint stay out, since they may repeat a signature.
 *
 * @param early - what to write first
 */
export function startDebugLog(
  activeClient: ActiveClient,
  statuses: StatusSignal,
  early: EarlyEvents,
): () => void {
  let state = ''
  let isOn = true

  // One for each kit: several may share a client of the app's.
  const onFrame = ({ event, channel, data }: Frame) => {
    if (!isOn || event.startsWith('pusher:') || event.startsWith('pusher_internal:')) return
    const { event: packed, items } = (event === batchEvent ? Object(data) : {}) as Partial<Batch>
    const name = typeof packed === 'string' ? packed : event
    const times = Array.isArray(items) ? ` ×${items.length}` : ''
    say(`Event ${name}${times}${channel === undefined ? '' : ` on ${channel}`}`)
  }

  function onState() {
    const { client, isUp } = activeClient
    const raw = client?.connection.state ?? 'initialized'
    const next = raw === 'connected' && !isUp ? 'connecting' : raw
    if (next !== state) say(`Connection ${next}`)
    state = next
  }

  const follow = ({ connection }: PusherLike) => connection.bind('message', onFrame)
  const leave = ({ connection }: PusherLike) => connection.unbind('message', onFrame)
  const unsubscribes = [
    activeClient.onAttached(follow),
    activeClient.onDetached(leave),
    activeClient.onState(onState),
    activeClient.onError(sayTrouble),
    statuses.on(sayStatus),
  ]
  if (activeClient.client) {
    follow(activeClient.client)
    onState()
  }
  for (const trouble of early.errors) sayTrouble(trouble)
  for (const change of early.changes) sayStatus(...change)
  return () => {
    isOn = false
    if (activeClient.client) leave(activeClient.client)
    for (const off of unsubscribes) off()
  }
}

interface Batch {
  event: unknown
  items: unknown
}

function sayTrouble(trouble: unknown) {
  const { code } = readPusherError(trouble)
  say(code === null ? 'Connection error' : `Connection error ${code}`)
}

function sayStatus(...[channel, status, error]: StatusChange) {
  if (status === 'error') return say(`Subscription to ${channel} failed: ${kindOf(error)}`)
  say(`${subscriptionLines[status]} ${channel}`)
  const line = status === 'subscribed' ? wellKnown.get(channel.replace(/^private-/, '')) : undefined
  if (line !== undefined) say(line)
}

/** What failed, without the words that came with it. */
function kindOf(error: Error | null): string {
  if (!(error instanceof SubscriptionError)) return 'Error'
  return error.status === null ? error.type : `${error.type} ${error.status}`
}

/** Names come from the wire: a line break in one must not begin a line of its own. */
function say(text: string) {
  note(`[PUSHER] ${text.replaceAll(/\p{Cc}/gu, '\u{FFFD}')}`)
}
