import { unpackBatch } from '../../../channels/index.ts'
import { batchEvent, readPayload } from '../../../channels/internal.ts'
import type { CheckedServer } from './checked-server.ts'
import { type Check, Failure } from './findings.ts'
import { numbered, triggerPath } from './publish-checks.ts'
import { type Frame, SocketReader } from './socket-reader.ts'

export interface DeliveryChecks {
  server: CheckedServer
  /** The address that pusher-js connects to, with the key of the app. */
  socketUrl: string
  channel: string
  event: string
  /** ms */
  timeout: number
}

interface Arrived {
  data: unknown
  seq: number | null
  epoch: string | null
}

/** Checks that a subscriber receives the event from the backend, with its number in `$kit`. */
export async function checkDelivery(options: DeliveryChecks, check: Check): Promise<void> {
  const { server, socketUrl, channel, event, timeout } = options
  await check('a published event arrives with its number', async () => {
    const socket = new SocketReader(socketUrl, timeout)
    try {
      const { data } = await socket.find(
        'pusher:connection_established from the backend',
        (frame) => frame.event === 'pusher:connection_established',
      )
      const { socket_id: socketId = '' } = Object(data) as { socket_id?: string }
      socket.send('pusher:subscribe', { channel, ...(await signatureOf(server, channel, socketId)) })
      await socket.find(
        `a subscription to ${channel}`,
        (frame) => frame.event === 'pusher_internal:subscription_succeeded' && frame.channel === channel,
      )
      const text = `check-server ${crypto.randomUUID()} live`
      const json = { channel, event, data: { text, level: 'info', thread_id: 'check-server' } }
      const receipt = numbered(await server.askObject('POST', triggerPath, { json }))
      const frame = await socket.find(
        `the event with the number ${receipt.seq}`,
        (one) => one.channel === channel && arrivedIn(one, event, text) !== undefined,
      )
      return compare(arrivedIn(frame, event, text), receipt)
    } finally {
      socket.close()
    }
  })
}

async function signatureOf(server: CheckedServer, channel: string, socketId: string): Promise<object> {
  if (!/^(private-|presence-)/.test(channel)) return {}
  const form = { socket_id: socketId, channel_name: channel }
  const { auth, channel_data: data } = (await server.askObject('POST', '/api/v1/pusher/auth', { form })).body
  return { auth, ...(data === undefined ? {} : { channel_data: data }) }
}

function arrivedIn(frame: Frame, event: string, text: string): Arrived | undefined {
  const arrived =
    frame.event === batchEvent
      ? unpackBatch(frame.data).filter((item) => item.event === event)
      : frame.event === event
        ? [readPayload(frame.data)]
        : []
  return arrived.find(({ data }) => (Object(data) as { text?: unknown }).text === text)
}

function compare(arrived: Arrived | undefined, receipt: { seq: number; epoch: string }): string {
  if (arrived?.seq === receipt.seq && arrived.epoch === receipt.epoch) return `seq ${receipt.seq}`
  throw new Failure(
    `"$kit": ${JSON.stringify(receipt)} in the received payload`,
    arrived?.seq === null ? 'none' : JSON.stringify({ seq: arrived?.seq, epoch: arrived?.epoch }),
    'Add `$kit` with the number of the receipt to the payload for the backend, or that of the first event to kit:batch.',
  )
}
