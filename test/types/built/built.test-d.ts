import { usePusherChannel } from 'react-pusher-kit'
import { expectTypeOf } from 'vitest'
import type { channels } from './channels.d.ts'

// A declaration that comes from a built package registers alike, also when nothing else imports `./channels`.
export type Declared = typeof channels
usePusherChannel('logs', 'log', ({ text }) => expectTypeOf(text).toEqualTypeOf<string>())
// @ts-expect-error -- no such event on the channel
usePusherChannel('logs', 'lgo', () => {})
