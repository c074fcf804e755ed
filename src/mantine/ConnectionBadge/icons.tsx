import { Icon } from '../lib/Icon.tsx'

export const CopyIcon = () => (
  <Icon size={14} strokeWidth="1.6">
    <path d="M5.5 5.5h7v7h-7zM3.5 10.5v-7h7" />
  </Icon>
)

export const CheckIcon = () => (
  <Icon size={14} strokeWidth="1.6">
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
)
