import { attributesOf, readInfo } from './api-info.ts'
import { isRecord, parseJson } from './frames.ts'
import type { ApiCall } from './http-api.ts'
import type { Publication } from './hub-types.ts'
import { limits } from './limits.ts'
import { ApiError } from './protocol-error.ts'
import { checkPublication, publish } from './publish.ts'

interface InfoPublication extends Publication {
  info: readonly string[]
}

/** `POST /events`: one event for up to 100 channels. */
export function postEvent({ app, body }: ApiCall): unknown {
  const publication = readPublication(readObject(body))
  checkPublication(publication)
  const { channels, info } = publication
  // Read before publishing: an attribute that a channel does not have refuses the event.
  const attributes = channels.map((name) => [name, attributesOf(app, name, info)])
  publish(app, publication)
  return info.length === 0 ? {} : { channels: Object.fromEntries(attributes) }
}

/** `POST /batch_events`: up to ten events, each for one channel; all of them or none. */
export function postBatch({ app, body }: ApiCall): unknown {
  const { batch } = readObject(body)
  if (!Array.isArray(batch)) throw new ApiError(400, 'Expected batch to be an array of events')
  if (batch.length > limits.eventsPerBatch) {
    throw new ApiError(400, `Batch too large (> ${limits.eventsPerBatch})`)
  }
  const publications = batch.map((event, index) => readBatchEvent(event, index))
  const results = publications.map(({ channels: [name = ''], info }) => attributesOf(app, name, info))
  for (const publication of publications) publish(app, publication)
  return publications.every(({ info }) => info.length === 0) ? {} : { batch: results }
}

/** `POST /channels/{channel}/events`: deprecated; the name stands in the query, the body is the data. */
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
