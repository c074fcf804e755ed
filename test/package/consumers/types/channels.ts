import { channelName, defineChannels, type } from 'react-pusher-kit/channels'

export const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'presence-room-{room}': { events: {}, member: type<{ name: string }>() },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    channels: typeof channels
  }
}

export const room = channelName('presence-room-{room}', { room: '1' })
