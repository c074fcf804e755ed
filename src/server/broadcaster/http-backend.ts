import type { BroadcasterType } from '../../channels/internal.ts'
import { channelKind, limits } from '../../protocol/index.ts'
import { broadcastError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'
import { occupiedChannels } from './occupied-channels.ts'
import type { ClientRequest, HttpAnswer, PusherClient, PusherCredentials } from './pusher-client.ts'
import { wholeAnswer } from './whole-answer.ts'

interface HttpBackend extends PusherCredentials {
  client: (largest?: number) => Promise<ClientRequest>
  name: string
  type: BroadcasterType
  cluster: string | null
  useTls: boolean
}

/** A backend with Pusher's HTTP API. */
export function httpBackend(options: HttpBackend): Broadcaster {
  const { name, type, client, key, secret, cluster, useTls, encryptionMasterKey, timeout } = options

  return {
    name,
    type,
    key,
    secret,
    cluster,
    useTls,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    async send(messages) {
      let accepted = 0
      for (const { request, messages: count } of requestsFor(messages)) {
        try {
          await wholeAnswer(client, request, timeout)
        } catch (error) {
          throw broadcastError(error, accepted)
        }
        accepted += count
      }
      return null
    },
    async terminateUser(userId) {
      await wholeAnswer(client, (official) => official.terminateUserConnections(userId), timeout)
    },
    occupied: () => occupiedChannels(client, timeout),
  }
}

interface BackendRequest {
  request: (client: PusherClient) => Promise<HttpAnswer>
  /** Number of messages in the request. */
  messages: number
}

/**
 * A message to several channels or to an encrypted channel takes one request. Of other messages, up to ten in a row
 * share a request (Pusher documentation, "HTTP API reference").
 */
function requestsFor(messages: readonly Message[]): BackendRequest[] {
  const requests: BackendRequest[] = []
  let batch: Message[] = []
  const flush = () => {
    if (batch.length > 0) requests.push(batch.length === 1 ? single(batch[0] as Message) : many(batch))
    batch = []
  }
  for (const message of messages) {
    if (message.channels.length === 1 && !isEncrypted(message)) {
      batch.push(message)
      if (batch.length === limits.eventsPerBatch) flush()
    } else {
      flush()
      requests.push(single(message))
    }
  }
  flush()
  return requests
}

function single(message: Message): BackendRequest {
  const { channels, event, data, socketId } = message
  const params = socketId === undefined ? {} : { socket_id: socketId }
  // Pusher's Node library encrypts the payloads of encrypted channels itself, and serializes them again.
  const payload: unknown = isEncrypted(message) ? JSON.parse(data) : data
  return { messages: 1, request: (client) => client.trigger([...channels], event, payload, params) }
}

function many(messages: readonly Message[]): BackendRequest {
  const batch = messages.map(({ channels: [channel = ''], event, data, socketId }) => ({
    channel,
    name: event,
    data,
    ...(socketId === undefined ? {} : { socket_id: socketId }),
  }))
  return { messages: messages.length, request: (client) => client.triggerBatch(batch) }
}

function isEncrypted({ channels }: Message): boolean {
  return channels.some((channel) => channelKind(channel).kind === 'encrypted')
}
