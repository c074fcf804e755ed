import type { AppState } from './app-state.ts'
import { exceedsBytes } from '../signatures/digest.ts'
import { encodeFrame } from '../frames/frames.ts'
import type { Publication } from './hub-types.ts'
import { limits } from './limits.ts'
import { channelKind, isChannelName, isSocketId, userOfChannel } from '../frames/names.ts'
import { ApiError } from '../frames/protocol-error.ts'

/** Checks a publication without publishing it. @throws ApiError with the error of the HTTP API */
export function checkPublication({ channels, event, data, socketId }: Publication): void {
  if (event === '') throw new ApiError(400, 'Missing event name')
  if (event.length > limits.eventName) {
    throw new ApiError(400, `Event name too long: ${limits.eventName} characters at most`)
  }
  if (/^pusher(_internal)?:/.test(event)) {
    throw new ApiError(
      400,
      `Invalid event name ${event}: the prefixes pusher: and pusher_internal: are reserved`,
    )
  }
  if (channels.length === 0) throw new ApiError(400, 'Missing channels')
  if (channels.length > limits.channelsPerEvent) {
    throw new ApiError(400, `Too many channels: ${limits.channelsPerEvent} at most`)
  }
  for (const channel of channels) checkChannel(channel)
  if (channels.length > 1 && channels.some((channel) => channelKind(channel).kind === 'encrypted')) {
    throw new ApiError(400, 'Cannot trigger to multiple channels when one of them is encrypted')
  }
  if (exceedsBytes(data, limits.eventData)) {
    throw new ApiError(
      413,
      `The data content of this event exceeds the allowed maximum (${limits.eventData} bytes)`,
    )
  }
  if (socketId !== undefined && !isSocketId(socketId)) {
    throw new ApiError(400, `Invalid socket id: ${socketId}`)
  }
}

/** Sends a validated publication to the subscribers of its channels. */
export function publish(app: AppState, { channels, event, data, socketId }: Publication): void {
  let deliveries = 0
  for (const name of new Set(channels)) {
    if (channelKind(name).cache) app.cache.put(name, event, data)
    const channel = app.channels.get(name)
    if (channel) deliveries += channel.broadcast(encodeFrame(event, data, name), socketId)
  }
  app.observe({
    type: 'published',
    appId: app.app.id,
    channels,
    event,
    data,
    socketId: socketId ?? null,
    deliveries,
  })
}

function checkChannel(name: string): void {
  const userId = userOfChannel(name)
  if (userId === null ? isChannelName(name) : userId.length > 0 && userId.length <= limits.userId) return
  throw new ApiError(400, `Invalid channel name: ${name.slice(0, limits.channelName)}`)
}
