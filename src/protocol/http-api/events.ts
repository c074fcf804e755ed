import { knownAttributesOf, readInfo } from './channel-info.ts'
import { isRecord, parseJson } from '../frames/frames.ts'
import type { ApiCall } from './api-call.ts'
import type { Publication } from '../hub/hub-types.ts'
import { limits } from '../hub/limits.ts'
import { ApiError } from '../frames/protocol-error.ts'
import { checkPublication, publish } from '../hub/publish.ts'

interface InfoPublication extends Publication {
  info: readonly string[]
}

/**
 * `POST /events`: one event for up to 100 channels. The fields may be in the body, in the query string, or in
 * both.
 */
export function postEvent({ app, params, body }: ApiCall): unknown {
  const sent = body === '' ? {} : readObject(body)
  const publication = readPublication({ ...readQuery(params), ...sent })
  checkPublication(publication)
  const { channels, info } = publication
  // Checked before publishing: an event is refused when none of its channels has a requested attribute.
  const attributes = channels.map((name) => [name, knownAttributesOf(app, name, info)])
  publish(app, publication)
  return info.length === 0 ? {} : { channels: Object.fromEntries(attributes) }
}

/** `POST /batch_events`: up to ten events, each for one channel. Either all are published or none. */
export function postBatch({ app, body }: ApiCall): unknown {
  const { batch } = readObject(body)
  if (!Array.isArray(batch)) throw new ApiError(400, 'Expected batch to be an array of events')
  if (batch.length > limits.eventsPerBatch) {
    throw new ApiError(400, `Batch too large (> ${limits.eventsPerBatch})`)
  }
  const publications = batch.map((event, index) => readBatchEvent(event, index))
  const results = publications.map(({ channels: [name = ''], info }) => knownAttributesOf(app, name, info))
  for (const publication of publications) publish(app, publication)
  return publications.every(({ info }) => info.length === 0) ? {} : { batch: results }
}

/** `POST /channels/{channel}/events`: deprecated; the name is in the query, the body is the data. */
export function postToChannel({ app, params, body, segments: [channel = ''] }: ApiCall): unknown {
  const socketId = params.get('socket_id')
  const publication: Publication = {
    channels: [channel],
    event: params.get('name') ?? '',
    data: body,
    ...(socketId ? { socketId } : {}),
  }
  checkPublication(publication)
  publish(app, publication)
  return {}
}

function readBatchEvent(event: unknown, index: number): InfoPublication {
  try {
    if (!isRecord(event) || typeof event['channel'] !== 'string') throw new ApiError(400, 'Missing channel')
    const publication = readPublication({ ...event, channels: [event['channel']] })
    checkPublication(publication)
    return publication
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(error.status, `Event ${index} of the batch: ${error.message}`)
  }
}

/**
 * Reads the fields of an event from a query string. Channels are passed as `channel`, as JSON, or each as
 * `channels[]`.
 */
function readQuery(params: URLSearchParams): Record<string, unknown> {
  const single = ['name', 'data', 'channel', 'socket_id', 'info'].flatMap((field) => {
    const value = params.get(field)
    return value === null ? [] : [[field, value]]
  })
  const list = [...params.getAll('channels[]'), ...params.getAll('channels').flatMap(readChannels)]
  return { ...Object.fromEntries(single), ...(list.length > 0 ? { channels: list } : {}) }
}

function readChannels(text: string): unknown[] {
  const value = parseJson(text)
  return Array.isArray(value) ? value : [text]
}

function readObject(body: string): Record<string, unknown> {
  const value = parseJson(body)
  if (!isRecord(value)) throw new ApiError(400, 'Expected the body to be a JSON object')
  return value
}

function readPublication(event: Record<string, unknown>): InfoPublication {
  const { name, data, channel, channels = typeof channel === 'string' ? [channel] : [], info } = event
  const socketId = event['socket_id']
  if (typeof name !== 'string') throw new ApiError(400, 'Missing event name')
  if (typeof data !== 'string') throw new ApiError(400, 'Expected data to be a string')
  if (!Array.isArray(channels) || !channels.every((entry) => typeof entry === 'string')) {
    throw new ApiError(400, 'Expected channels to be an array of channel names')
  }
  if (socketId != null && typeof socketId !== 'string') throw new ApiError(400, 'Invalid socket id')
  return {
    channels,
    event: name,
    data,
    info: readInfo(typeof info === 'string' ? info : null),
    ...(socketId ? { socketId } : {}),
  }
}
