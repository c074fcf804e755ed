import { defineChannels, type } from 'react-pusher-kit/channels'

export interface ChatMessage {
  from: string
  text: string
}

export const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'presence-room-{room}': {
    member: type<{ name: string }>(),
    events: { message: type<ChatMessage>() },
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
    persist: true,
  },
  'private-user-{userId}': {
    events: { notification: type<{ title: string; message: string }>() },
    persist: true,
  },
  'private-payroll': { events: {} },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    app: typeof channels
  }
}
