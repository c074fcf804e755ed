import { defineChannels, type } from 'react-pusher-kit/channels'

/** For the route handler, and for the provider of the pages. */
export const channels = defineChannels({
  'private-user-{userId}': { events: { notification: type<{ title: string }>() }, persist: true },
  'presence-room-{roomId}': { events: {}, member: type<{ name: string }>() },
})
