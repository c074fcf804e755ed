import { Icon, type IconProps } from '../lib/Icon.tsx'
import type { ConnectionCondition } from './connection-condition.ts'

/** One icon per condition, so that the state can be recognized without colour. */
const shapes: Readonly<Record<ConnectionCondition, React.ReactNode>> = {
  // Hollow ring
  initialized: <circle cx="8" cy="8" r="5" />,
  // Spinning arc
  connecting: <path data-turning="" d="M8 3a5 5 0 1 1-5 5" />,
  // Filled circle
  connected: <circle data-filled="" cx="8" cy="8" r="5.75" />,
  // Two spinning arcs
  reconnecting: <path data-turning="" d="M3 8a5 5 0 0 1 5-5M13 8a5 5 0 0 1-5 5" />,
  // Triangle
  unavailable: <path data-filled="" d="M8 2.6 13.9 13H2.1Z" />,
  // Ring with a bar through it
  offline: <path d="M4.4 4.4A5.1 5.1 0 1 0 11.6 11.6 5.1 5.1 0 1 0 4.4 4.4L11.6 11.6" />,
  // Cross
  failed: <path d="m4 4 8 8m0-8-8 8" />,
  // Bar
  disconnected: <path d="M3 8h10" />,
  // Octagon with a bar cut out
  refused: (
    <path
      data-filled=""
      strokeWidth="0.5"
      fillRule="evenodd"
      d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2ZM4.4 6.8v2.4h7.2V6.8Z"
    />
  ),
}

export interface ConnectionShapeProps extends IconProps {
  condition: ConnectionCondition
}

export function ConnectionShape({ condition, ...others }: ConnectionShapeProps) {
  return <Icon {...others}>{shapes[condition]}</Icon>
}
