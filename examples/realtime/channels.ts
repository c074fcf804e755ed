import { defineChannels, type } from 'react-pusher-kit/channels'

/** Shared by the pages, `react-pusher-kit serve` and the server in production. */
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
