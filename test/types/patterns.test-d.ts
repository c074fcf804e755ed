import { expectTypeOf } from 'vitest'
import { defineChannels, type, type PatternOf, type PayloadsOf } from 'react-pusher-kit/channels'

const channels = defineChannels({
  logs: { events: { log: type<1>() } },
  'private-user-{userId}': { events: { note: type<2>() }, clientEvents: { 'client-typing': type<3>() } },
  'private-user-admin': { events: { audit: type<4>() } },
  'private-user-{userId}-{device}': { events: { pushed: type<5>() } },
  'private-{scope}': { events: { scoped: type<6>() } },
  'private-room{number}': { events: { opened: type<7>() } },
  'private-a-b-{x}-c': { events: { deep: type<8>() } },
  'private-encrypted-{note}': { events: { saved: type<9>() } },
  'presence-{room}': { member: type<{ name: string }>(), events: {} },
  'news.{topic}': { events: { published: type<10>() } },
  '{tenant}-feed': { events: { posted: type<11>() } },
})
type Declared = typeof channels
type Patterns<Name extends string> = PatternOf<Declared, Name>

// An exact name takes precedence over the patterns that match it.
expectTypeOf<Patterns<'logs'>>().toEqualTypeOf<'logs'>()
expectTypeOf<Patterns<'private-user-admin'>>().toEqualTypeOf<'private-user-admin'>()

// Else every pattern that a name may match, wherever its first parameter begins.
expectTypeOf<Patterns<'private-user-42'>>().toEqualTypeOf<'private-user-{userId}' | 'private-{scope}'>()
expectTypeOf<Patterns<`private-user-${string}`>>().toEqualTypeOf<
  'private-user-{userId}' | 'private-{scope}'
>()
expectTypeOf<Patterns<'private-user-42-phone'>>().toEqualTypeOf<
  'private-user-{userId}' | 'private-user-{userId}-{device}' | 'private-{scope}'
>()
expectTypeOf<Patterns<'private-room7'>>().toEqualTypeOf<'private-room{number}' | 'private-{scope}'>()
expectTypeOf<Patterns<'private-a-b-1-c'>>().toEqualTypeOf<'private-a-b-{x}-c' | 'private-{scope}'>()
expectTypeOf<Patterns<'private-other'>>().toEqualTypeOf<'private-{scope}'>()
expectTypeOf<Patterns<'news.sport'>>().toEqualTypeOf<'news.{topic}'>()
expectTypeOf<Patterns<'acme-feed'>>().toEqualTypeOf<'{tenant}-feed'>()
expectTypeOf<Patterns<`${string}-feed`>>().toEqualTypeOf<'{tenant}-feed'>()
expectTypeOf<Patterns<`private-${number}`>>().toEqualTypeOf<'private-{scope}'>()

// A pattern does not reach names of another access type.
expectTypeOf<Patterns<'private-encrypted-a'>>().toEqualTypeOf<'private-encrypted-{note}'>()
expectTypeOf<Patterns<'presence-lobby'>>().toEqualTypeOf<'presence-{room}'>()
expectTypeOf<Patterns<'presence-acme-feed'>>().toEqualTypeOf<'presence-{room}'>()

// What is not declared, or not known, matches none; a union of names matches those of each.
expectTypeOf<Patterns<'news'>>().toBeNever()
expectTypeOf<Patterns<'presence'>>().toBeNever()
expectTypeOf<Patterns<''>>().toBeNever()
expectTypeOf<Patterns<string>>().toBeNever()
expectTypeOf<Patterns<`${string}-x`>>().toBeNever()
expectTypeOf<Patterns<'logs' | 'news.a' | 'other'>>().toEqualTypeOf<'logs' | 'news.{topic}'>()
// oxlint-disable-next-line typescript/no-empty-object-type -- has no key
expectTypeOf<PatternOf<{}, 'logs'>>().toBeNever()

expectTypeOf<PayloadsOf<Declared, 'logs'>>().toEqualTypeOf<{ log: 1 }>()
expectTypeOf<PayloadsOf<Declared, 'private-user-1'>>().toEqualTypeOf<
  { note: 2; 'client-typing': 3 } | { scoped: 6 }
>()
