import { defineChannels, type } from 'react-pusher-kit/channels'

export const channels = defineChannels({
  logs: { events: { log: type() }, persist: true, batch: { windowMs: 100, maxBytes: 8192 } },
  'private-user-{userId}': { events: { notification: type() }, persist: true },
})
