import { adminEvents, logEvents } from '../../channels/index.ts'
import { batchEvent } from '../../channels/internal.ts'
import { note } from '../lib/console-note.ts'
import { SubscriptionError } from '../errors.ts'
import type { ChannelStatus } from './kit-core.ts'
import type { Frame, PusherLike } from './pusher-like.ts'
import type { Signal } from '../../primitives/index.ts'
import { readPusherError } from '../lib/pusher-error-info.ts'
import { type ActiveClient, connectionState } from './active-client.ts'

/** A change of a channel's status; `error` is the reason for the status `error`. */
export type StatusChange = [channel: string, status: ChannelStatus, error: Error | null]

/** What happened before this module was loaded. */
export interface EarlyEvents {
  readonly errors: unknown[]
  readonly changes: StatusChange[]
}

/** Emits every change of a channel's status. */
export type StatusSignal = Signal<StatusChange>

const subscriptionLines: Readonly<Record<Exclude<ChannelStatus, 'error'>, string>> = {
  subscribing: 'Subscribing to',
  subscribed: 'Subscribed to',
  idle: 'Left',
}

/** Additional lines for the kit's own channels. */
const wellKnown = new Map<string, string>([
  [logEvents.channel, 'Logs connected'],
  [adminEvents.channel, 'Admin events connected'],
])

/**
 * Logs connection states, subscriptions and event names to the console. Messages of Pusher and of the auth endpoint are
 * left out, because they may contain a signature. Returns a function that stops it.
 *
 * @param early - logged first
 */
export function startDebugLog(
  activeClient: ActiveClient,
  statuses: StatusSignal,
  early: EarlyEvents,
): () => void {
  let state = ''
  let isOn = true

  // One listener per kit, because several kits may share a client.
  const onFrame = ({ event, channel, data }: Frame) => {
    if (!isOn || event.startsWith('pusher:') || event.startsWith('pusher_internal:')) return
    const { event: packed, items } = (event === batchEvent ? Object(data) : {}) as Partial<Batch>
    const name = typeof packed === 'string' ? packed : event
    const times = Array.isArray(items) ? ` ×${items.length}` : ''
    log(`Event ${name}${times}${channel === undefined ? '' : ` on ${channel}`}`)
  }

  function onState() {
    const next = connectionState(activeClient)
    if (next !== state) log(`Connection ${next}`)
    state = next
  }

  const follow = ({ connection }: PusherLike) => connection.bind('message', onFrame)
  const leave = ({ connection }: PusherLike) => connection.unbind('message', onFrame)
  const unsubscribes = [
    activeClient.onAttached(follow),
    activeClient.onDetached(leave),
    activeClient.onState(onState),
    activeClient.onError(logError),
    statuses.on(logStatus),
  ]
  if (activeClient.client) {
    follow(activeClient.client)
    onState()
  }
  for (const trouble of early.errors) logError(trouble)
  for (const change of early.changes) logStatus(...change)
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

function logError(trouble: unknown) {
  const { code } = readPusherError(trouble)
  log(code === null ? 'Connection error' : `Connection error ${code}`)
}

function logStatus(...[channel, status, error]: StatusChange) {
  if (status === 'error') return log(`Subscription to ${channel} failed: ${kindOf(error)}`)
  log(`${subscriptionLines[status]} ${channel}`)
  const line = status === 'subscribed' ? wellKnown.get(channel.replace(/^private-/, '')) : undefined
  if (line !== undefined) log(line)
}

/** The type and HTTP status of the error, without its message. */
function kindOf(error: Error | null): string {
  if (!(error instanceof SubscriptionError)) return 'Error'
  return error.status === null ? error.type : `${error.type} ${error.status}`
}

/** Replaces control characters: names come from the network, and a line break in one could forge a log line. */
function log(text: string) {
  note(`[PUSHER] ${text.replaceAll(/\p{Cc}/gu, '\u{FFFD}')}`)
}
