import { Badge, Box } from '@mantine/core'
import { clamp } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { usePresence, usePusherChannel } from 'react-pusher-kit'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'

/** In percent of the board's width and height, so that positions match on every screen size. */
type Point = Record<'x' | 'y', number>

export const boardChannels = defineChannels({
  'presence-board-{board}': {
    member: type<{ name: string }>(),
    events: {},
    clientEvents: { 'client-cursor': type<Point>() },
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    board: typeof boardChannels
  }
}

const colors = ['blue.9', 'grape.9', 'teal.9', 'red.9', 'indigo.9', 'cyan.9'] as const
const colorOf = (id: string) => colors[(id.codePointAt(id.length - 1) ?? 0) % colors.length] ?? 'blue.9'
/** Shifting a cursor by the same share of its own size keeps it on the board at every edge. */
const at = ({ x, y }: Point) =>
  ({ position: 'absolute', left: `${x}%`, top: `${y}%`, translate: `${-x}% ${-y}%` }) as const

/** Pusher accepts ten client events a second: `coalesce` sends the newest position and drops older ones. */
export function LiveCursors({ board, children }: { board: string; children?: ReactNode }) {
  const channel = channelName('presence-board-{board}', { board })
  const { members, me, isStale } = usePresence(channel)
  const [cursors, setCursors] = useState<Readonly<Record<string, Point>>>({})
  const place = (point: Point, id?: string | null) => id && setCursors((all) => ({ ...all, [id]: point }))
  const { trigger } = usePusherChannel(channel, 'client-cursor', (point, { userId }) => place(point, userId))

  const move = (x: number, y: number) => {
    const point = { x: clamp(x, 0, 100), y: clamp(y, 0, 100) }
    place(point, me?.id)
    // A lost position is replaced by the next one.
    trigger('client-cursor', point, { coalesce: true }).catch(() => {})
  }
  const follow = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    move(((clientX - left) / width) * 100, ((clientY - top) / height) * 100)
  }
  const step = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const along = (back: string, on: string) => 5 * (Number(event.key === on) - Number(event.key === back))
    const { x, y } = (me && cursors[me.id]) ?? { x: 50, y: 50 }
    move(x + along('ArrowLeft', 'ArrowRight'), y + along('ArrowUp', 'ArrowDown'))
  }

  return (
    <Box
      bd="1px solid var(--mantine-color-default-border)"
      style={{ position: 'relative', height: 280, filter: isStale ? 'grayscale(1)' : 'none' }}
      role="application"
      aria-label="Board"
      tabIndex={0}
      onPointerMove={follow}
      onKeyDown={step}
    >
      {children}
      {members.map(
        ({ id, info, isMe }) =>
          cursors[id] && (
            <Badge key={id} tt="none" w="max-content" color={colorOf(id)} style={at(cursors[id])}>
              {isMe ? 'You' : info.name}
            </Badge>
          ),
      )}
      <Box pos="absolute" bottom={8} left={8} role="status">
        {isStale && <Badge variant="default">Reconnecting: cursors stand still</Badge>}
      </Box>
    </Box>
  )
}
