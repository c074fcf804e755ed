import { defineChannels, type } from 'react-pusher-kit/channels'
import { z } from 'zod'

export const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() } },
  'private-user-{userId}': {
    events: {
      notification: z.object({ title: z.string() }),
      'progress.updated': type<{ percent: number }>(),
    },
    messages: { ask: z.object({ question: z.string(), model: z.string().default('small') }) },
  },
  'private-encrypted-{note}': { events: { saved: type<{ at: number }>() } },
  'presence-session-{sessionId}': {
    member: type<{ name: string }>(),
    events: {},
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
  },
})

/** Of a module that declares its channels beside its own code. */
export const billing = defineChannels({
  'private-billing-{teamId}': { events: { paid: type<{ cents: number }>() } },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    channels: typeof channels
    billing: typeof billing
  }
}
