import type { ChannelLike } from '../core/pusher-like.ts'

/** Number of kits that use a Channel object: several kits may share one client. */
const references = new WeakMap<ChannelLike, number>()
/** Channels that the app subscribed to before any kit; the kit never unsubscribes them. */
const appOwned = new WeakSet<ChannelLike>()

/** Called before the kit subscribes: an existing channel that no kit uses belongs to the app. */
export function markAppOwned(channel: ChannelLike | undefined): void {
  if (channel && !references.get(channel) && !channel.subscriptionCancelled) appOwned.add(channel)
}

/** A kit uses `next` instead of `before`. The app's ownership is transferred too. */
export function transferRef(before: ChannelLike | null, next: ChannelLike | null): void {
  if (before) count(before, -1)
  if (next) count(next, 1)
  if (before && next && appOwned.has(before)) appOwned.add(next)
}

function count(channel: ChannelLike, change: number) {
  references.set(channel, (references.get(channel) ?? 0) + change)
}

/** Whether neither a kit nor the app uses the channel. */
export function isUnreferenced(channel: ChannelLike): boolean {
  return !references.get(channel) && !appOwned.has(channel)
}
