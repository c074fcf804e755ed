import { usePusherActions } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { useSendMessage, useTrigger } from 'react-pusher-kit/query'
import { createPusherServer, embedded, type PusherServer } from 'react-pusher-kit/server'
import { expectTypeOf } from 'vitest'
import { channels } from './channels.ts'

declare const userId: string
declare const anyChannel: string
const common = { broadcaster: embedded(), authenticate: () => null }

// A server infers from the channels that it was made with.
const server = createPusherServer({ ...common, channels })
void server.publish('logs', 'log', { text: 'line' })
void server.publish(`private-user-${userId}`, 'notification', { title: 'hello' })
void server.publish(anyChannel, 'whatever', 1)
// @ts-expect-error -- no such event on the channel
void server.publish('logs', 'lgo', {})
// @ts-expect-error -- no such channel
void server.publish('lgos', 'log', { text: 'line' })
// @ts-expect-error -- a text
void server.publish('logs', 'log', { text: 1 })
// @ts-expect-error -- the title is missing
void server.publish(`private-user-${userId}`, 'notification', {})
// @ts-expect-error -- the server sends no client events
void server.publish('presence-session-1', 'client-typing', { typing: true })
// @ts-expect-error -- not every one of the channels has it
void server.publish(['logs', 'private-user-1'], 'log', { text: 'line' })
// @ts-expect-error -- no such channel
void server.publish(['logs', 'lgos'], 'log', { text: 'line' })
// The kit's own channels need no declaration.
void server.publish('private-admin', 'admin_event', {})
expectTypeOf(server.publish('logs', 'log', { text: '' })).resolves.toExtend<{ lastSeq: number } | null>()
expectTypeOf(server.publish(['logs'], 'log', { text: '' })).resolves.toExtend<
  readonly ({ lastSeq: number } | null)[]
>()

void server.publishBatch([
  { channel: 'logs', event: 'log', data: { text: 'line' } },
  { channel: `private-user-${userId}`, event: 'progress.updated', data: { percent: 1 }, idempotencyKey: 'a' },
])
declare const untyped: { channel: string; event: string; data: unknown }[]
void server.publishBatch(untyped)
// @ts-expect-error -- no such event on the channel
void server.publishBatch([{ channel: 'logs', event: 'lgo', data: {} }])
// @ts-expect-error -- a number
void server.publishBatch([{ channel: 'private-user-1', event: 'progress.updated', data: { percent: '1' } }])
// @ts-expect-error -- no such channel
void server.publishBatch([{ channel: 'lgos', event: 'log', data: { text: '' } }])

// A policy decides on what is declared: events and messages.
createPusherServer({
  ...common,
  channels,
  authorize: {
    logs: { publish: ({ event, data }) => event === 'log' && data.text !== '' },
    'private-user-{userId}': {
      publish: (request) => {
        if (request.event === 'ask') return request.data.model === 'small' && request.data.question !== ''
        return request.event === 'progress.updated' && request.data.percent < 100
      },
    },
  },
})
createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- no such event on the channel
  authorize: { logs: { publish: ({ event }) => event === 'lgo' } },
})
createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- the payload has no such field
  authorize: { logs: { publish: ({ data }) => data.txt !== '' } },
})
createPusherServer({
  ...common,
  channels,
  // @ts-expect-error -- no such pattern
  authorize: { 'private-user-{id}': () => true },
})

// With `unknownEvents: 'allow'` any event may be published; without channels the registered ones are inferred.
const open = createPusherServer({ ...common, channels, unknownEvents: 'allow' })
void open.publish('logs', 'lgo', {})
void open.publish('lgos', 'log', {})
const registered = createPusherServer(common)
void registered.publish('news', 'published', {})
// @ts-expect-error -- no such event on the registered channel
void registered.publish('logs', 'lgo', {})
expectTypeOf(server).toExtend<PusherServer>()

const mock = createMockPusher({ channels })
mock.trigger('logs', 'log', { text: 'line' })
mock.trigger(`private-user-${userId}`, 'notification', { title: 'hello' })
mock.trigger('presence-session-1', 'client-typing', { typing: true })
mock.trigger(anyChannel, 'whatever', 1)
// @ts-expect-error -- no such event on the channel
mock.trigger('logs', 'lgo', {})
// @ts-expect-error -- no such channel
mock.trigger('lgos', 'log', {})
// @ts-expect-error -- a text
mock.trigger('logs', 'log', { text: 1 })
// @ts-expect-error -- no such client event
mock.trigger('presence-session-1', 'client-waved', {})
// @ts-expect-error -- one without it
mock.trigger(['logs', 'private-user-1'], 'log', { text: '' })
createMockPusher({ channels, unknownEvents: 'allow' }).trigger('logs', 'lgo', {})
// @ts-expect-error -- no such event on the registered channel
createMockPusher().trigger('logs', 'lgo', {})
createMockPusher().trigger('news', 'published', {})
expectTypeOf(mock).toExtend<MockPusher>()

const member = mock.join('presence-session-1', { id: 1, info: { name: 'Ana' } })
member.trigger('client-typing', { typing: true })
// @ts-expect-error -- only presence channels have members
mock.join('private-user-1', { id: 1 })
// @ts-expect-error -- the info has no such field
mock.join('presence-session-1', { id: 1, info: { nickname: 'Ana' } })
// @ts-expect-error -- no such client event
member.trigger('client-waved', {})
// @ts-expect-error -- a boolean
member.trigger('client-typing', { typing: 'yes' })

// Clients.
const { trigger, sendMessage } = usePusherActions()
void trigger('logs', 'log', { text: 'line' })
void trigger('presence-session-1', 'client-typing', { typing: true })
void trigger('news', 'published', 1)
// @ts-expect-error -- no such event on the channel
void trigger('logs', 'lgo', {})
// @ts-expect-error -- no such client event
void trigger('presence-session-1', 'client-waved', {})
// @ts-expect-error -- a text
void trigger('logs', 'log', { text: 1 })

void sendMessage('private-user-1', 'ask', { question: 'why?' })
void sendMessage('logs', 'any', 1)
// @ts-expect-error -- no such message
void sendMessage('private-user-1', 'tell', {})
// @ts-expect-error -- the question is missing
void sendMessage('private-user-1', 'ask', {})

const { mutate, mutateAsync } = useTrigger()
mutate({ channel: 'logs', event: 'log', data: { text: 'line' } }, { onSuccess: () => {} })
mutate({ channel: `private-user-${userId}`, event: 'notification', data: { title: '' }, toOthers: true })
mutate({ channel: 'news', event: 'published', data: 1 })
expectTypeOf(mutateAsync({ channel: 'logs', event: 'log', data: { text: '' } })).resolves.toExtend<{
  seq: number | null
} | null>()
// @ts-expect-error -- no such event on the channel
mutate({ channel: 'logs', event: 'lgo', data: {} })
// @ts-expect-error -- a text
mutate({ channel: 'logs', event: 'log', data: { text: 1 } })
// @ts-expect-error -- no such client event
mutate({ channel: 'presence-session-1', event: 'client-waved', data: {} })

const message = useSendMessage()
message.mutate({ channel: 'private-user-1', type: 'ask', payload: { question: 'why?' } })
message.mutate({ channel: 'news', type: 'any', payload: 1 })
// @ts-expect-error -- no such message
message.mutate({ channel: 'private-user-1', type: 'tell', payload: {} })
// @ts-expect-error -- a text
void message.mutateAsync({ channel: 'private-user-1', type: 'ask', payload: { question: 1 } })
if (message.isSuccess) expectTypeOf(message.data.seq).toEqualTypeOf<number | null>()
