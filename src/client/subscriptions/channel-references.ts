import type { ChannelLike } from '../core/pusher-like.ts'

/** How many kits follow a Channel object: several may share one client of the app's. */
const references = new WeakMap<ChannelLike, number>()
/** What the app had subscribed to before any kit did: it is left as it was found. */
const appOwned = new WeakSet<ChannelLike>()

/** To be called before the kit subscribes: what is there and followed by no kit is the app's. */
export function markAppOwned(channel: ChannelLike | undefined): void {
  if (channel && !references.get(channel) && !channel.subscriptionCancelled) appOwned.add(channel)
}

/** A kit follows `next` in place of `before`. What belonged to the app still does. */
export function transferRef(before: ChannelLike | null, next: ChannelLike | null): void {
  if (before) count(before, -1)
  if (next) count(next, 1)
  if (before && next && appOwned.has(before)) appOwned.add(next)
}

function count(channel: ChannelLike, change: number) {
  references.set(channel, (references.get(channel) ?? 0) + change)
}

/** Whether nobody wants the channel any more: no kit, and not the app. */
export function isUnreferenced(channel: ChannelLike): boolean {
  return !references.get(channel) && !appOwned.has(channel)
}
