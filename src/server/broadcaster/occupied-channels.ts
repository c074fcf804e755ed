import { channelKind } from '../../protocol/index.ts'
import { BroadcastError, SetupError } from './broadcaster.ts'
import type { OccupiedNow } from './broadcaster.ts'
import type { ClientRequest, HttpAnswer, PusherClient } from './pusher-client.ts'
import { wholeAnswer } from './whole-answer.ts'

/** Maximum size of a response with names of channels or members, bytes; enough for about 50 000 of them. */
const largestList = 2 * 1024 * 1024
/** Number of presence channels whose members are requested concurrently. */
const atOnce = 5
/** Maximum number of channels; a server keeps no more. */
const mostChannels = 10_000

/**
 * Requests the occupied channels of a backend, and the members of each presence channel (Pusher documentation, "HTTP
 * API reference").
 *
 * @throws BroadcastError when the response is not as documented
 */
export async function occupiedChannels(
  open: (largest?: number) => Promise<ClientRequest>,
  timeout: number | undefined,
): Promise<OccupiedNow[]> {
  async function ask(path: string): Promise<Record<string, unknown>> {
    const get = (client: PusherClient): Promise<HttpAnswer> => {
      if (!client.get) throw new SetupError('Expected an instance of the package pusher to have `get`.')
      return client.get({ path })
    }
    const text = await wholeAnswer(open, get, timeout, largestList)
    return JSON.parse(text) as Record<string, unknown>
  }

  async function membersOf(channel: string): Promise<string[]> {
    const { users } = await ask(`/channels/${channel}/users`)
    if (!Array.isArray(users)) throw unexpected('users')
    return users.map((user) => String((Object(user) as { id?: unknown }).id))
  }

  const { channels } = await ask('/channels')
  if (typeof channels !== 'object' || channels === null) throw unexpected('channels')
  const found = Object.keys(channels)
    .slice(0, mostChannels)
    .map((channel): OccupiedNow => ({ channel, members: [] }))
  const waiting = found.filter(({ channel }) => channelKind(channel).kind === 'presence')
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) next.members = await membersOf(next.channel)
    }),
  )
  return found
}

function unexpected(field: string): BroadcastError {
  return new BroadcastError('retry', `Expected the response of the backend to have \`${field}\`.`, 200)
}
