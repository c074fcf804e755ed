// #region declare
import { channelName, defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'

export const channels = defineChannels({
  'private-shop-{shopId}': {
    events: { 'order.paid': z.object({ id: z.string(), cents: z.number().int() }) },
    persist: true,
  },
  'presence-shop-{shopId}': {
    member: z.object({ name: z.string() }),
    events: {},
    clientEvents: { 'client-typing': z.object({ typing: z.boolean() }) },
  },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    shop: typeof channels
  }
}
// #endregion

// #region name
export const shopChannel = (shopId: string) => channelName('private-shop-{shopId}', { shopId })
// #endregion
