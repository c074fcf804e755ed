import { usePresence, usePusherChannel, usePusherConnection, usePusherEvents } from 'react-pusher-kit'
import { usePusherQuery } from 'react-pusher-kit/query'

interface Line {
  text: string
}

export function Room({ onLine }: { onLine: (line: Line) => void }) {
  const { state } = usePusherConnection()
  usePusherChannel<Line>('news', 'line', onLine)
  const lines = usePusherEvents<Line>('news', 'line')
  const { members } = usePresence<{ name: string }>('presence-room')
  const { data } = usePusherQuery(
    { queryKey: ['total'], queryFn: () => Promise.resolve(0) },
    { channel: 'news', on: { line: (old: number | undefined) => (old ?? 0) + 1 } },
  )
  return (
    <ul aria-label={state} data-total={data}>
      {lines.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
      {members.map(({ id, info }) => (
        <li key={id}>{info.name}</li>
      ))}
    </ul>
  )
}
