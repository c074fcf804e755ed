import { defineChannels, type } from 'react-pusher-kit/channels'

/** For the pages, for `react-pusher-kit serve`, and for the server in production. */
export const channels = defineChannels({
  'presence-room-{roomId}': {
    member: type<{ name: string }>(),
    events: { message: type<{ from: string; text: string }>() },
    clientEvents: { 'client-typing': type<{ isTyping: boolean }>() },
    persist: true,
  },
  'private-user-{userId}': { events: { notification: type<{ title: string }>() }, persist: true },
  'private-encrypted-notes-{userId}': { events: { note: type<{ text: string }>() } },
})
