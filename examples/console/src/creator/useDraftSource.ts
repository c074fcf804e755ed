import { useMemo } from 'react'
import { payloadOf, type LiveChannel } from '../../../../src/inspector/index.ts'
import type { ConsoleChannels, ConsoleConnections, ConsoleState } from '../feed/answers.ts'
import { useFeed } from '../feed/useFeed.ts'
import { useRoute } from '../feed/useRoute.ts'

/** Maximum number of feed events whose payloads are suggested. */
const mostSeen = 300

/** The suggestions of the form: declared and occupied channels, seen events, and open sockets. */
export function useDraftSource() {
  const { list } = useFeed()
  const { data: state } = useRoute<ConsoleState>('state')
  const { data: channels } = useRoute<ConsoleChannels>('channels')
  const { data: connections } = useRoute<ConsoleConnections>('connections')
  return useMemo(() => {
    const live: LiveChannel[] = (channels?.channels ?? []).map(({ name, pattern }) => ({
      name,
      pattern,
      presence: null,
    }))
    const seen = list.rows
      .slice(-mostSeen)
      .filter(({ record }) => record.data !== null && record.kind !== 'webhook')
    const rows = seen.flatMap(({ record: { at, channels: names, event, socketId, data } }) =>
      names.map((channel) => ({
        channel,
        event,
        entry: {
          at,
          direction: 'received' as const,
          socketId: socketId ?? '',
          event,
          channel,
          data: payloadOf(data ?? 'null'),
        },
      })),
    )
    return {
      source: { declared: state?.declared ?? [], status: { channels: live }, rows },
      sockets: connections?.connections ?? [],
    }
  }, [list, state, channels, connections])
}
