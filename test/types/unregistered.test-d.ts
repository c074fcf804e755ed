import Pusher from 'pusher-js'
import PusherWithEncryption from 'pusher-js/with-encryption'
import { expectTypeOf } from 'vitest'
import {
  useEventLog,
  usePresence,
  usePusher,
  usePusherActions,
  usePusherChannel,
  usePusherConnection,
  usePusherEvents,
  usePusherUser,
  useTyping,
  type CreateClient,
  type EventMeta,
  type LatencySample,
  type Member,
  type PusherLike,
  type PusherProviderProps,
  type Receipt,
} from 'react-pusher-kit'
import { channelName, defineChannels, matchChannel, type, type ParamsOf } from 'react-pusher-kit/channels'
import { createPusherKit } from 'react-pusher-kit/client'
import { usePusherQuery, useSendMessage, useTrigger } from 'react-pusher-kit/query'

// Without a declaration payloads are unknown, and a generic may name them.
usePusherChannel('news', 'published', (payload, meta) => {
  expectTypeOf(payload).toBeUnknown()
  expectTypeOf(meta).toEqualTypeOf<EventMeta>()
})
usePusherChannel<{ title: string }>('news', 'published', (payload) => {
  expectTypeOf(payload).toEqualTypeOf<{ title: string }>()
})
usePusherChannel<{ a: number; b: string }>('news', {
  a: (payload) => expectTypeOf(payload).toEqualTypeOf<number>(),
  b: (payload) => expectTypeOf(payload).toEqualTypeOf<string>(),
})
const maybe = null as string | null | undefined
usePusherChannel(maybe, 'published', () => {})
usePusherChannel(maybe)
// @ts-expect-error -- a name is text
usePusherChannel(42)
// @ts-expect-error -- the short form needs a handler
usePusherChannel('news', 'published', 'handler')
// @ts-expect-error -- `handlers` holds functions
usePusherChannel('news', { published: 1 })

expectTypeOf(usePusherEvents('news', 'published')).toEqualTypeOf<readonly unknown[]>()
expectTypeOf(usePusherEvents<{ n: number }>('news', 'e')).toEqualTypeOf<readonly { n: number }[]>()
expectTypeOf(usePusherEvents('news', 'e', { select: () => 1 })).toEqualTypeOf<readonly number[]>()
// @ts-expect-error -- a limit is a number
usePusherEvents('news', 'e', { limit: '10' })

expectTypeOf(usePresence('presence-a').members).toEqualTypeOf<readonly Member[]>()
expectTypeOf(usePresence<{ name: string }>('presence-a').me).toEqualTypeOf<Member<{ name: string }> | null>()
expectTypeOf(usePresence('presence-a', { select: ({ count }) => count })).toEqualTypeOf<number>()
expectTypeOf(usePresence('presence-a').retry).toEqualTypeOf<() => void>()
expectTypeOf(usePresence('presence-a').isConfigured).toEqualTypeOf<boolean>()
expectTypeOf(usePresence('presence-a', { select: ({ error, retry }) => error && retry })).toEqualTypeOf<
  (() => void) | null
>()
// @ts-expect-error -- what is selected may not be there
usePresence('presence-a', { select: ({ nobody }) => nobody })

expectTypeOf(useTyping('presence-a').setTyping).toEqualTypeOf<(isTyping: boolean) => void>()
// @ts-expect-error -- there is nothing to set but true and false
useTyping('presence-a').setTyping('yes')

expectTypeOf(usePusher()).toEqualTypeOf<PusherLike | null>()
// @ts-expect-error -- it may be null
usePusher().connect()

expectTypeOf(usePusherConnection().latency).toEqualTypeOf<number | null>()
expectTypeOf(usePusherConnection().latencyHistory).toEqualTypeOf<readonly LatencySample[]>()
expectTypeOf<LatencySample>().toEqualTypeOf<{ at: number; ms: number | null }>()
// @ts-expect-error -- ms
usePusherConnection({ latencyInterval: '30s' })

expectTypeOf(usePusherUser().user?.id).toEqualTypeOf<string | undefined>()
// @ts-expect-error -- `enabled` is a boolean
usePusherUser({ enabled: 'yes' })

const log = useEventLog<{ text: string }>({ channel: 'logs', event: 'log' })
expectTypeOf(log.log.at(0)?.data.text).toEqualTypeOf<string | undefined>()
expectTypeOf(log.total).toEqualTypeOf<number>()
useEventLog({ channel: null })
// @ts-expect-error -- a capacity is a count
useEventLog({ channel: 'logs', capacity: '10' })
// @ts-expect-error -- the entry has no such field
useEventLog<{ text: string }>({ channel: 'logs', columns: { text: ({ data }) => data.txt } })

const numbers = { queryKey: ['numbers'], queryFn: () => Promise.resolve([1]) }
expectTypeOf(usePusherQuery(numbers, { channel: 'news', on: {} }).data).toEqualTypeOf<number[] | undefined>()
usePusherQuery(numbers, {
  channel: null,
  on: {
    added: (old, payload, meta) => {
      expectTypeOf(payload).toBeUnknown()
      expectTypeOf(meta).toEqualTypeOf<EventMeta>()
      expectTypeOf(old).toEqualTypeOf<number[]>()
      return old
    },
    cleared: 'invalidate',
  },
})
// @ts-expect-error -- a rule gives the query's data
usePusherQuery(numbers, { channel: 'news', on: { added: () => 'text' } })
// @ts-expect-error -- the only word is `invalidate`
usePusherQuery(numbers, { channel: 'news', on: { added: 'refetch' } })

expectTypeOf(useTrigger().data).toEqualTypeOf<Receipt | null | undefined>()
useTrigger().mutate({ channel: 'news', event: 'published', data: {}, toOthers: true })
// @ts-expect-error -- an event needs a channel
useTrigger().mutate({ event: 'published', data: {} })
expectTypeOf(useSendMessage().data).toEqualTypeOf<Receipt | undefined>()
// @ts-expect-error -- a message needs a payload
useSendMessage().mutate({ channel: 'news', type: 'chat' })
// @ts-expect-error -- the function is the hook's own
useSendMessage({ mutationFn: () => Promise.resolve() })

// @ts-expect-error -- an event needs a name
void usePusherActions().trigger('news')

// Every pusher-js fits, and what comes out of the kit is enough for it.
expectTypeOf<Pusher>().toExtend<PusherLike>()
expectTypeOf<PusherWithEncryption>().toExtend<PusherLike>()
const createClient: CreateClient = (appKey, options) => new Pusher(appKey, options)
const createEncrypted: CreateClient = (appKey, options) => new PusherWithEncryption(appKey, options)
export const props: PusherProviderProps[] = [
  { appKey: null },
  { appKey: 'key', createClient, cluster: 'eu', options: { forceTLS: true } },
  { appKey: 'key', createClient: createEncrypted },
  { client: new Pusher('key', { cluster: 'eu' }) },
  // @ts-expect-error -- no such option of pusher-js
  { appKey: 'key', options: { secret: 'x' } },
]

// Names and parameters.
expectTypeOf<ParamsOf<'private-{a}-in-{b}'>>().toEqualTypeOf<{ a: string; b: string }>()
expectTypeOf(
  channelName('private-{a}-in-{b}', { a: 'x', b: 1 }),
).toEqualTypeOf<`private-${string}-in-${string}`>()
expectTypeOf(channelName('logs')).toEqualTypeOf<'logs'>()
// @ts-expect-error -- `b` is missing
channelName('private-{a}-in-{b}', { a: 'x' })
// @ts-expect-error -- there is no parameter
channelName('logs', { a: 'x' })

const channels = defineChannels({ 'private-user-{userId}': { events: { note: type<string>() } } })
expectTypeOf(matchChannel(channels, 'private-user-1')?.params).toEqualTypeOf<{ userId: string } | undefined>()
// @ts-expect-error -- events are schemas
defineChannels({ news: { events: { published: 'text' } } })

const kit = createPusherKit({ appKey: 'key' })
kit.listen('news', 'published', (payload) => expectTypeOf(payload).toBeUnknown())
