import { ChannelSubscription, idleChannel, type ChannelAuth } from './channel-subscription.ts'
import type { KitContext } from './kit-context.ts'
import type { KitCore } from './kit-core.ts'
import type { Frame } from './pusher-like.ts'

type ChannelRegistry = Pick<KitCore, 'subscribe' | 'channel' | 'retry' | 'hear' | 'listenAll'>

/** The channels of a kit by name, and what the wire tells them. */
export function createChannelRegistry(context: KitContext, auth: ChannelAuth): ChannelRegistry {
  const { wire } = context
  const channels = new Map<string, ChannelSubscription>()

  function open(name: string): ChannelSubscription {
    const channel = channels.get(name) ?? new ChannelSubscription(name, context, auth)
    channels.set(name, channel)
    return channel
  }

  function forgetUnused(channel: ChannelSubscription) {
    if (channel.isUnused) channels.delete(channel.name)
  }

  /** `off`, and the channel forgotten when it was the last use. */
  const using = (channel: ChannelSubscription, off: () => void) => () => {
    off()
    forgetUnused(channel)
  }

  function protocol({ event, channel: name = '', data }: Frame) {
    if (event === 'pusher:error') return refused(data)
    const channel = channels.get(name)
    if (!channel?.isHeld) return
    if (event === 'pusher_internal:subscription_succeeded') channel.succeeded()
    if (event === 'pusher_internal:subscription_count') {
      const { subscription_count: subscriptionCount = null } = data as { subscription_count?: number }
      channel.store.set({ subscriptionCount })
    }
  }

  /** Pusher names the channel in its message only. */
  function refused(data: unknown) {
    const { message } = (data ?? {}) as { message?: unknown }
    if (typeof message !== 'string') return
    for (const channel of channels.values()) {
      if (mentions(message, channel.name)) channel.refused(message, data)
    }
  }

  // Over a copy: a listener may open or leave a channel.
  const each = (run: (channel: ChannelSubscription) => void) => [...channels.values()].forEach(run)

  wire.onAttached(() => each((channel) => channel.join()))
  wire.onUp(() => each((channel) => channel.join()))
  wire.onDown(() => each((channel) => channel.lost()))
  wire.onReset(() => {
    // Left while they were pending: pusher-js would subscribe to them again, and for ever.
    for (const { name, subscriptionCancelled } of wire.client?.allChannels() ?? []) {
      if (subscriptionCancelled) wire.client?.unsubscribe(name)
    }
  })
  wire.onProtocol(protocol)
  wire.onDetached((client, isMoving) => each((channel) => channel.detach(client, isMoving)))

  return {
    subscribe(name) {
      const channel = open(name)
      return channel.take(() => forgetUnused(channel))
    },
    channel(name) {
      const idle = idleChannel(name)
      return {
        getSnapshot: () => channels.get(name)?.store.getSnapshot() ?? idle,
        subscribe(listener) {
          const channel = open(name)
          return using(channel, channel.store.subscribe(listener))
        },
      }
    },
    retry: (name) => channels.get(name)?.retry(),
    hear(name, event, handler) {
      const channel = open(name)
      return using(channel, channel.events.hear(event, handler))
    },
    listenAll(name, handler) {
      const channel = open(name)
      return using(channel, channel.events.listenAll(handler))
    },
  }
}

/** Commas and dots are legal in names, and also end them in a sentence. */
function mentions(message: string, channel: string): boolean {
  const escaped = channel.replace(/[.=]/g, '\\$&')
  return new RegExp(`(^|[^A-Za-z0-9_\\-=@,.;])${escaped}([,.;]*(\\s|$)|[^A-Za-z0-9_\\-=@,.;])`).test(message)
}
