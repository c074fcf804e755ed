import { defineChannels, type } from 'react-pusher-kit/channels'

export const channels = defineChannels({
  'private-user-{userId}': { events: { notification: type<{ title: string }>() } },
})
