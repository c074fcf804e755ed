// Each statement below its number is one mistake. mistakes.test.ts holds where the compilers report it, and in what words.
import {
  useEventLog,
  usePresence,
  usePusherActions,
  usePusherChannel,
  usePusherEvents,
} from 'react-pusher-kit'
import { createPusherKit } from 'react-pusher-kit/client'
import { LogViewer, NotificationBridge, OnlineUsers } from 'react-pusher-kit/mantine'
import { createMockPusher } from 'react-pusher-kit/mock'
import { usePusherQuery, useSendMessage, useTrigger } from 'react-pusher-kit/query'
import { createPusherServer, embedded } from 'react-pusher-kit/server'
import { channels } from '../registered/channels.ts'

declare const userId: string
const common = { broadcaster: embedded(), authenticate: () => null, channels }
const server = createPusherServer(common)
const mock = createMockPusher({ channels })
const kit = createPusherKit({ appKey: 'key', cluster: 'eu', channels })
const lines = { queryKey: ['lines'], queryFn: () => Promise.resolve(['']) }

// 1. A wrong event, short form
usePusherChannel('logs', 'lgo', () => {})

// 2. A wrong event on a template literal
usePusherChannel(`private-user-${userId}`, 'notify', () => {})

// 3. A wrong event among handlers
usePusherChannel('private-user-42', { notification: () => {}, notify: () => {} })

// 4. A field that the payload does not have
usePusherChannel('logs', 'log', ({ txt }) => txt)

// 5. A handler of another payload
usePusherChannel('logs', 'log', (line: { title: string }) => line)

// 6. A wrong event of the latest events
usePusherEvents('logs', 'lgo')

// 7. A wrong event of a log
useEventLog({ channel: 'logs', event: 'lgo' })

// 8. A wrong event outside of React
kit.listen('private-user-42', 'notify', () => {})

// 9. Members of a private channel
usePresence('private-user-42')

// 10. A field that a member does not have
usePresence('presence-session-1', { onJoin: ({ info }) => info.nickname })

// 11. A wrong event to send
void usePusherActions().trigger('logs', 'lgo', { text: '' })

// 12. A wrong payload to send
void usePusherActions().trigger('logs', 'log', { text: 1 })

// 13. A client event that is not declared
void usePusherChannel('presence-session-1').trigger('client-waved', {})

// 14. A wrong event of a mutation
useTrigger().mutate({ channel: 'logs', event: 'lgo', data: {} })

// 15. A wrong payload of a mutation
useTrigger().mutate({ channel: 'private-user-42', event: 'progress.updated', data: { percent: '5' } })

// 16. A wrong type of message
useSendMessage().mutate({ channel: 'private-user-42', type: 'tell', payload: {} })

// 17. A wrong event that updates a query
usePusherQuery(lines, { channel: 'logs', on: { lgo: 'invalidate' } })

// 18. A wrong event that the server publishes
void server.publish('logs', 'lgo', {})

// 19. A wrong payload that the server publishes
void server.publish(`private-user-${userId}`, 'notification', { titel: 'hello' })

// 20. A wrong event in a batch
void server.publishBatch([{ channel: 'logs', event: 'lgo', data: {} }])

// 21. A pattern that is not declared
createPusherServer({ ...common, authorize: { 'private-usr-{userId}': () => true } })

// 22. A wrong event of a policy
createPusherServer({ ...common, authorize: { logs: { publish: ({ event }) => event === 'lgo' } } })

// 23. A channel that the mock does not have
mock.trigger('lgos', 'log', { text: '' })

// 24. A wrong info of a remote member
mock.join('presence-session-1', { id: 1, info: { nickname: 'Ana' } })

// 25. Wrong props of components
export const components = [
  <LogViewer key="1" channel="logs" event="lgo" />,
  <OnlineUsers key="2" channel="private-user-42" />,
  <NotificationBridge key="3" channel="private-user-42" map={{ notify: () => null }} />,
]
