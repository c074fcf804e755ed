import './drawing.css'
import { type ReactNode, useId } from 'react'
import { useTheme } from 'storybook/theming'

interface DrawingProps {
  /** Read instead of the picture. */
  label: string
  /** Units of the picture, whose width is 400. */
  height: number
  /** What it shows, for everyone. */
  caption: string
  children: ReactNode
}

/** A picture in the colours of the page's text, so that it fits each scheme and forced colours. */
export function Drawing({ label, height, caption, children }: DrawingProps) {
  const { color } = useTheme()
  const captionId = useId()
  return (
    <figure className="docs-drawing sb-unstyled" style={{ color: color.defaultText }}>
      <svg viewBox={`0 0 400 ${height}`} role="img" aria-label={label} aria-describedby={captionId}>
        {children}
      </svg>
      <figcaption id={captionId}>{caption}</figcaption>
    </figure>
  )
}

interface BoxProps {
  x: number
  y: number
  width: number
  height?: number
  title: string
  note?: string
  isShaded?: boolean
}

export function Box({ x, y, width, height = 46, title, note, isShaded = false }: BoxProps) {
  const middle = y + height / 2
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx={6} className={isShaded ? 'shaded' : undefined} />
      <text x={x + width / 2} y={note === undefined ? middle + 5 : middle - 4}>
        {title}
      </text>
      {note !== undefined && (
        <text x={x + width / 2} y={middle + 14} className="note">
          {note}
        </text>
      )}
    </g>
  )
}

type Point = readonly [x: number, y: number]

interface ArrowProps {
  from: Point
  to: Point
  /** Whether it has a head at its start, too. */
  isTwoWay?: boolean
  isDashed?: boolean
}

export function Arrow({ from, to, isTwoWay = false, isDashed = false }: ArrowProps) {
  return (
    <g>
      <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} className={isDashed ? 'dashed' : undefined} />
      <Head at={to} from={from} />
      {isTwoWay && <Head at={from} from={to} />}
    </g>
  )
}

function Head({ at: [x, y], from }: { at: Point; from: Point }) {
  const degrees = (Math.atan2(y - from[1], x - from[0]) * 180) / Math.PI
  return <path className="head" d="M0 0L-9 4.5V-4.5Z" transform={`translate(${x} ${y}) rotate(${degrees})`} />
}

interface NoteProps {
  at: Point
  /** Whether the text begins there, instead of having its middle there. */
  isStart?: boolean
  children: string
}

export function Note({ at: [x, y], isStart = false, children }: NoteProps) {
  return (
    <text x={x} y={y} className={isStart ? 'note start' : 'note'}>
      {children}
    </text>
  )
}
