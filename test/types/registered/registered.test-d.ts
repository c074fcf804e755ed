import { expectTypeOf } from 'vitest'
import { usePresence, usePusherChannel, usePusherEvents, useTyping, type Member } from 'react-pusher-kit'
import { channelName } from 'react-pusher-kit/channels'
import { createPusherKit } from 'react-pusher-kit/client'
import { usePusherQuery } from 'react-pusher-kit/query'
import { channels } from './channels.ts'

expectTypeOf(channels.logs.events).toHaveProperty('log')

// Literals, template literals and channelName() all infer.
usePusherChannel('logs', 'log', (line) => expectTypeOf(line).toEqualTypeOf<{ text: string }>())
usePusherChannel('private-user-42', 'notification', (note) =>
  expectTypeOf(note).toEqualTypeOf<{ title: string }>(),
)
const userId = String(Math.random())
usePusherChannel(`private-user-${userId}`, 'progress.updated', ({ percent }) =>
  expectTypeOf(percent).toEqualTypeOf<number>(),
)
usePusherChannel(channelName('private-user-{userId}', { userId }), {
  notification: (note) => expectTypeOf(note).toEqualTypeOf<{ title: string }>(),
  'progress.updated': ({ percent }) => expectTypeOf(percent).toEqualTypeOf<number>(),
})
const name = userId ? (`private-user-${userId}` as const) : null
usePusherChannel(name, 'notification', (note) => expectTypeOf(note).toEqualTypeOf<{ title: string }>())
// Pusher's own events stay open.
usePusherChannel('logs', 'pusher:subscription_succeeded', (data) => expectTypeOf(data).toBeUnknown())
// What the app did not declare stays open, too.
usePusherChannel('news', 'published', (payload) => expectTypeOf(payload).toBeUnknown())
usePusherChannel<{ n: number }>('news', 'published', ({ n }) => expectTypeOf(n).toEqualTypeOf<number>())
usePusherChannel('private-encrypted-a', 'saved', ({ at }) => expectTypeOf(at).toEqualTypeOf<number>())

// Channels that another module registered infer alike.
usePusherChannel('private-billing-9', 'paid', ({ cents }) => expectTypeOf(cents).toEqualTypeOf<number>())
// @ts-expect-error -- no such event on the channel
usePusherChannel('private-billing-9', 'refunded', () => {})

// @ts-expect-error -- no such event on the channel
usePusherChannel('logs', 'lgo', () => {})
// @ts-expect-error -- the payload has no such field
usePusherChannel('logs', 'log', ({ txt }) => txt)
// @ts-expect-error -- the payload is another one
usePusherChannel('logs', 'log', (line: { title: string }) => line)
// @ts-expect-error -- no such event on the channel
usePusherChannel('private-user-42', { log: () => {} })
// @ts-expect-error -- private-user-{userId} does not reach encrypted channels
usePusherChannel('private-encrypted-a', 'notification', () => {})

const session = usePusherChannel('presence-session-1')
void session.trigger('client-typing', { typing: true })
// @ts-expect-error -- the payload is declared
void session.trigger('client-typing', { typing: 'yes' })
// @ts-expect-error -- the event is not
void session.trigger('client-waving', {})

expectTypeOf(usePusherEvents('logs', 'log')).toEqualTypeOf<readonly { text: string }[]>()
expectTypeOf(usePusherEvents('logs', 'log', { select: ({ text }) => text.length })).toEqualTypeOf<
  readonly number[]
>()
// @ts-expect-error -- no such event on the channel
usePusherEvents('logs', 'lgo')

expectTypeOf(usePresence('presence-session-1').members).toEqualTypeOf<readonly Member<{ name: string }>[]>()
expectTypeOf(usePresence('presence-session-1', { select: ({ me }) => me?.info.name })).toEqualTypeOf<
  string | undefined
>()
usePresence('presence-session-1', { onJoin: ({ info }) => expectTypeOf(info.name).toEqualTypeOf<string>() })
// @ts-expect-error -- the info has no such field
usePresence('presence-session-1', { onJoin: ({ info }) => info.nickname })
expectTypeOf(useTyping('presence-session-1').typing).toEqualTypeOf<readonly Member<{ name: string }>[]>()

const kit = createPusherKit({ appKey: 'key' })
kit.listen('private-user-1', 'notification', ({ title }) => expectTypeOf(title).toEqualTypeOf<string>())
// @ts-expect-error -- no such event on the channel
kit.listen('private-user-1', 'notify', () => {})
expectTypeOf(kit.presence('presence-session-1').getSnapshot().me).toEqualTypeOf<Member<{
  name: string
}> | null>()

usePusherQuery(
  { queryKey: ['lines'], queryFn: () => Promise.resolve(['']) },
  { channel: 'logs', on: { log: (lines, { text }) => [...lines, text] } },
)
usePusherQuery(
  { queryKey: ['lines'], queryFn: () => Promise.resolve(['']) },
  {
    channel: 'logs',
    // @ts-expect-error -- no such event on the channel
    on: { lgo: 'invalidate' },
  },
)
