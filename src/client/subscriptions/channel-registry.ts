import { accessOf, eventLimits } from '../../channels/internal.ts'
import type { ChannelEvents } from './channel-events.ts'
import {
  createChannelSubscription,
  idleChannel,
  type ChannelAuth,
  type ChannelSubscription,
} from './channel-subscription.ts'
import { ConfigError } from '../errors.ts'
import type { KitContext } from '../core/kit-context.ts'
import type { KitCore } from '../core/kit-core.ts'
import type { Frame } from '../core/pusher-like.ts'
import { escapePattern } from '../../primitives/index.ts'

type ChannelRegistry = Pick<
  KitCore,
  'subscribe' | 'channel' | 'retry' | 'on' | 'onAnyChecked' | 'onAny' | 'replay'
>

/** The channels of a kit by name; dispatches protocol frames to them. */
export function createChannelRegistry(context: KitContext, auth: ChannelAuth): ChannelRegistry {
  const { activeClient } = context
  const channels = new Map<string, ChannelSubscription>()

  function open(name: string): ChannelSubscription {
    const channel = channels.get(name) ?? createChannelSubscription(name, context, auth)
    channels.set(name, channel)
    return channel
  }

  function forgetUnused(channel: ChannelSubscription) {
    // A second release must not remove a newer channel of the same name.
    if (channel.isUnused() && channels.get(channel.name) === channel) channels.delete(channel.name)
  }

  /** Calls `off`, and removes the channel when it was the last use. */
  const using = (channel: ChannelSubscription, off: () => void) => () => {
    off()
    forgetUnused(channel)
  }

  function listen(name: string, add: (events: ChannelEvents) => () => void) {
    const channel = open(name)
    return using(channel, add(channel.events))
  }

  function protocol({ event, channel: name = '', data }: Frame) {
    if (event === 'pusher:error') return refused(data)
    const channel = channels.get(name)
    if (!channel?.isKept()) return
    if (event === 'pusher_internal:subscription_succeeded') channel.succeeded()
    if (event === 'pusher_internal:subscription_count') {
      const { subscription_count: subscriptionCount = null } = data as { subscription_count?: number }
      channel.store.set({ subscriptionCount })
    }
  }

  /** Pusher names the channel in the error's message only. */
  function refused(data: unknown) {
    const { message } = (data ?? {}) as { message?: unknown }
    if (typeof message !== 'string') return
    const mentioned = [...channels.values()].filter(({ name }) => mentions(message, name))
    for (const channel of mentioned) {
      // An illegal name may contain spaces, and therefore other names.
      const isPart = mentioned.some(({ name }) => name !== channel.name && name.includes(channel.name))
      if (!isPart) channel.refused(message, data)
    }
  }

  // Iterates over a copy, because a listener may add or remove a channel.
  const each = (run: (channel: ChannelSubscription) => void) => [...channels.values()].forEach(run)

  activeClient.onAttached(() => each((channel) => channel.join()))
  activeClient.onUp(() => each((channel) => channel.join()))
  activeClient.onDown(() => each((channel) => channel.lost()))
  activeClient.onReset(() => {
    // Channels unsubscribed while pending: pusher-js would subscribe to them again after every reconnect.
    for (const { name, subscriptionCancelled } of activeClient.client?.allChannels() ?? []) {
      if (subscriptionCancelled) activeClient.client?.unsubscribe(name)
    }
  })
  activeClient.onProtocol(protocol)
  activeClient.onDetached((client, isMoving) => each((channel) => channel.detach(client, isMoving)))

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
    on(name, event, handler) {
      const undeclared = context.undeclared(name, event)
      if (undeclared) {
        // An undeclared channel reports its own error.
        if (undeclared.code === 'undeclared_event') {
          const { expected, remedy } = undeclared
          context.reportError(new ConfigError(`Expected ${expected} but got "${event}"; ${remedy}.`))
        }
        return () => {}
      }
      return listen(name, (events) => events.on(event, handler))
    },
    replay: (name, event, handler) => channels.get(name)?.events.replay(event, handler),
    onAnyChecked: (name, handler) => listen(name, (events) => events.onAnyChecked(handler)),
    onAny: (name, handler) => listen(name, (events) => events.onAny(handler)),
  }
}

/**
 * Whether an error message of Pusher is about the channel. Commas and dots are legal in names, and may also follow a
 * name as punctuation. A public channel's name may be any word, such as `channel`, so it has to be at the end of the
 * message, where Pusher puts channel names.
 */
function mentions(message: string, channel: string): boolean {
  // Servers cut off a name that is too long.
  const name = escapePattern(channel.slice(0, eventLimits.channelName))
  const pattern =
    accessOf(channel) === ''
      ? String.raw`(channel|channel name:|subscription to) ["']?${name}["']?\.?$`
      : String.raw`(^|[^A-Za-z0-9_\-=@,.;])${name}([,.;]*(\s|$)|[^A-Za-z0-9_\-=@,.;])`
  return new RegExp(pattern).test(message)
}
