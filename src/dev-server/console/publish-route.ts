import { payloadProblem, userChannelPrefix } from '../../inspector/index.ts'
import { invalidField, isObject, readObject } from '../../server/internal.ts'
import { matchChannel } from '../../channels/index.ts'
import type { ReferenceServer } from '../http/reference-server.ts'

/** An event that the Console publishes in 1 to 100 channels. */
interface ConsoleEvent {
  channels: string[]
  event: string
  data: unknown
  /** The connection that does not receive the event. */
  socketId: string | undefined
}

const bodyLimits = { maxBytes: 256_000, timeoutMs: 10_000 }
/** Maximum events of a batch, as in Pusher's HTTP API. */
const mostEvents = 10

/**
 * `POST /dev-console/publish`: `{ events: [{ channels, event, data, socketId? }] }`. Publishes them in the same way as the
 * server publishes its own events: declared schemas are checked, policies are not.
 *
 * @returns the numbers of events in persisted channels; null for other channels
 */
export async function publishRoute(
  reference: ReferenceServer,
  appId: string,
  request: Request,
): Promise<{ published: unknown[] }> {
  const { events } = await readObject(request, bodyLimits)
  if (!Array.isArray(events) || events.length === 0 || events.length > mostEvents) {
    throw invalidField('events', `Expected \`events\` to be a list of 1 to ${mostEvents} events.`)
  }
  const published: unknown[] = []
  for (const { channels, event, data, socketId } of events.map(readEvent)) {
    const options = socketId === undefined ? {} : { socketId }
    const users = channels.filter((channel) => channel.startsWith(userChannelPrefix))
    const others = channels.filter((channel) => !users.includes(channel))
    for (const channel of users) sendToUser(reference, appId, channel, event, data)
    if (others.length > 0) published.push(await reference.server.publish(others, event, data, options))
  }
  return { published }
}

/** @throws HttpError 400 if users are connected to an external backend */
function sendToUser(
  { hub, server }: ReferenceServer,
  appId: string,
  channel: string,
  event: string,
  data: unknown,
): void {
  if (server.broadcaster.active.type !== 'embedded') {
    throw invalidField('channels', 'Expected a channel but got that of a user, who is at another backend.')
  }
  hub.sendToUser(appId, channel.slice(userChannelPrefix.length), event, JSON.stringify(data))
}

function readEvent(value: unknown, index: number): ConsoleEvent {
  const field = `events[${index}]`
  if (!isObject(value)) throw invalidField(field, `Expected \`${field}\` to be an object.`)
  const { channels, event, data, socketId } = value
  if (
    !Array.isArray(channels) ||
    channels.length === 0 ||
    !channels.every((name) => typeof name === 'string')
  ) {
    throw invalidField(`${field}.channels`, `Expected \`${field}.channels\` to be a list of names.`)
  }
  if (typeof event !== 'string' || event === '') {
    throw invalidField(`${field}.event`, `Expected \`${field}.event\` to be the name of an event.`)
  }
  if (socketId !== undefined && typeof socketId !== 'string') {
    throw invalidField(`${field}.socketId`, `Expected \`${field}.socketId\` to be a socket id.`)
  }
  return { channels, event, data: data ?? null, socketId }
}

/** The result of checking a payload against the declaration. */
export interface SchemaVerdict {
  /** The pattern of the channel's declaration; null for none. */
  pattern: string | null
  /** True when the event is declared. */
  isDeclared: boolean
  /** The issues of the schema, one per line; null without an issue. */
  problem: string | null
}

/** `POST /dev-console/check`: `{ channel, event, data }`. */
export async function checkRoute({ setup }: ReferenceServer, request: Request): Promise<SchemaVerdict> {
  const { channel, event, data } = await readObject(request, bodyLimits)
  if (typeof channel !== 'string') throw invalidField('channel', 'Expected `channel` to be a name.')
  if (typeof event !== 'string') throw invalidField('event', 'Expected `event` to be a name.')
  const match = matchChannel(setup.channels, channel)
  const events = { ...match?.definition.events, ...match?.definition.clientEvents }
  return {
    pattern: match?.pattern ?? null,
    isDeclared: Object.hasOwn(events, event),
    problem: payloadProblem(setup.channels, channel, event, data ?? null),
  }
}
