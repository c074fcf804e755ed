import { Icon } from '../lib/Icon.tsx'

const bell =
  'M8 2.2a3.8 3.8 0 0 0-3.8 3.8c0 3.6-1.5 4.6-1.5 5.2h10.6c0-.6-1.5-1.6-1.5-5.2A3.8 3.8 0 0 0 8 2.2ZM6.5 13.3a1.6 1.6 0 0 0 3 0'

export const BellIcon = ({ size = 18 }: { size?: number }) => (
  <Icon size={size} strokeWidth="1.5">
    <path d={bell} />
  </Icon>
)

export const ReadIcon = () => (
  <Icon size={14} strokeWidth="1.5">
    <path d="m2.5 8.5 3.2 3.2L13 4.3" />
  </Icon>
)

export const UnreadIcon = () => (
  <Icon size={14} strokeWidth="1.5">
    <path d="M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6" />
  </Icon>
)

export const RemoveIcon = () => (
  <Icon size={14} strokeWidth="1.5">
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
)
