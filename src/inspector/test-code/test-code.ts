import type { TranscriptEntry, TranscriptFrame } from '../transcript/transcript-entry.ts'
import { TestCodeWriter } from './test-code-writer.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * Converts a transcript to mock calls that reproduce it for an app under test: `mock.trigger(…)`, `mock.join(…)`,
 * `mock.drop()`. Actions of the app itself are comments. Empty when there is nothing to reproduce.
 *
 * @example
 * testCode(entries)
 * // const ana = mock.join('presence-room', { id: 'ana' })
 * // await mock.subscribed('presence-room')
 * // ana.trigger('client-typing', { typing: true })
 */
export function testCode(entries: readonly TranscriptEntry[]): string {
  const writer = new TestCodeWriter(lastFrames(entries))
  for (const [index, entry] of entries.entries()) {
    if ('change' in entry) writer.changed(entry.change)
    else if (entry.direction === 'sent') writeSent(writer, entry)
    else writeReceived(writer, entry, index)
  }
  return writer.text
}

/** The index of each socket's last frame. */
function lastFrames(entries: readonly TranscriptEntry[]): Map<string, number> {
  return new Map(entries.map((entry, index) => ['socketId' in entry ? entry.socketId : '', index]))
}

function writeSent(writer: TestCodeWriter, { event, channel, data }: TranscriptFrame): void {
  if (event === 'pusher:subscribe') writer.subscribeSent(dataOf(data))
  else if (event.startsWith('client-')) writer.appSent(channel ?? '', event, data)
}

function writeReceived(writer: TestCodeWriter, frame: TranscriptFrame, index: number): void {
  const { event, channel, data, socketId } = frame
  switch (event) {
    case 'pusher:connection_established':
      writer.connected(socketId, index)
      break
    case 'pusher_internal:subscription_succeeded':
      writer.subscribed(channel ?? '', dataOf(data))
      break
    case 'pusher_internal:member_added': {
      const { user_id: id, user_info: info } = dataOf(data)
      writer.joined(channel ?? '', String(id), info)
      break
    }
    case 'pusher_internal:member_removed':
      writer.left(channel ?? '', String(dataOf(data).user_id))
      break
    case 'pusher:error':
      writer.comment(`Pusher answered: ${String(dataOf(data).message)}`)
      break
    default:
      if (channel !== null && !event.startsWith('pusher')) writer.published(frame, channel)
  }
}

function dataOf(data: unknown): Data {
  return typeof data === 'object' && data !== null ? (data as Data) : {}
}
