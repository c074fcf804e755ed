import { Icon, type IconProps } from '../lib/Icon.tsx'
import type { RunPhase } from './run-events.ts'

/** One icon per phase, so that it can be recognized without colour. */
const shapes: Readonly<Record<RunPhase, React.ReactNode>> = {
  waiting: <path d="M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6M8 5.8v2.4l1.5 1" />,
  running: <path data-turning="" d="M8 3a5 5 0 1 1-5 5" />,
  succeeded: <path d="m3.5 8.4 3 3 6-6.5" />,
  failed: <path d="m4 4 8 8m0-8-8 8" />,
  cancelled: <path d="M3 8h10" />,
  unknown: <circle cx="8" cy="8" r="2" />,
}

export function RunShape({ phase, ...others }: IconProps & { phase: RunPhase }) {
  return <Icon {...others}>{shapes[phase]}</Icon>
}
