import type { BroadcasterReport } from '../../index.ts'
import { Icon, type IconProps } from '../lib/Icon.tsx'

/** One icon per state, so that it can be recognized without colour. */
const shapes: Readonly<Record<BroadcasterReport['status'], React.ReactNode>> = {
  active: <path d="m3.5 8.4 3 3 6-6.5" />,
  standby: <circle cx="8" cy="8" r="4.5" />,
  limit_reached: <path d="M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6M8 5.8v2.4l1.5 1" />,
  failing: <path d="m4 4 8 8m0-8-8 8" />,
}

export function BackendShape({ status, ...others }: IconProps & { status: string }) {
  return (
    <Icon {...others}>{Object.hasOwn(shapes, status) && shapes[status as BroadcasterReport['status']]}</Icon>
  )
}
