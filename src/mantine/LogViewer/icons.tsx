import type { ReactNode } from 'react'

const paths = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  up: 'm4 10 4-4 4 4',
  down: 'm4 6 4 4 4-4',
  close: 'm4 4 8 8m0-8-8 8',
  wrap: 'M2 4h12M2 8h9.5a2.25 2.25 0 0 1 0 4.5H8m1.5-1.75L7.75 12.5l1.75 1.75M2 12h2.5',
  pause: 'M5.5 3.5v9m5-9v9',
  play: 'M5 3.2v9.6L12.5 8 5 3.2Z',
  options: 'M8 3.5h.01M8 8h.01M8 12.5h.01',
  end: 'M8 2.5v8m-3.5-3L8 11l3.5-3.5M4 13.5h8',
  empty: 'M2.5 4.5h11m-11 3.5h7m-7 3.5h9',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1v-5l-4-5Z',
  threads: 'M2.5 3.5h11M5 8h8.5M7.5 12.5h6M2.5 3.5v4A.5.5 0 0 0 3 8h2m0 0v4a.5.5 0 0 0 .5.5h2',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6',
  bookmark: 'M4.5 2.5h7v11L8 10.5l-3.5 3v-11Z',
  alert: 'M8 5v3.5M8 11h.01M8 1.8 1.5 13.5h13L8 1.8Z',
  offline:
    'M2 2l12 12M4.2 9.2A5.5 5.5 0 0 1 7 7.6m3 .4a5.5 5.5 0 0 1 1.8 1.2M2 6.8a9 9 0 0 1 2.6-1.7M7 4.3a9 9 0 0 1 7 2.5M8 12h.01',
} as const

export type IconName = keyof typeof paths

/**
 * An icon in the colour of the text. Decorative: the text beside it, or the name of its button, gives its meaning.
 */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'options' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
