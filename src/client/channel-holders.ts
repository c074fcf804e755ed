import type { ChannelLike } from './pusher-like.ts'

/** How many kits follow a Channel object: several may share one client of the app's. */
const kits = new WeakMap<ChannelLike, number>()
/** What the app had subscribed to before any kit did: it is left as it was found. */
const appOwned = new WeakSet<ChannelLike>()

/** To be called before the kit subscribes: what is there and followed by no kit is the app's. */
export function notice(channel: ChannelLike | undefined): void {
  if (channel && !kits.get(channel) && !channel.subscriptionCancelled) appOwned.add(channel)
}

/** A kit follows `next` in place of `before`. What belonged to the app still does. */
export function moveHold(before: ChannelLike | null, next: ChannelLike | null): void {
  if (before) kits.set(before, (kits.get(before) ?? 1) - 1)
  if (next) kits.set(next, (kits.get(next) ?? 0) + 1)
  if (before && next && appOwned.has(before)) appOwned.add(next)
}

/** Whether nobody wants the channel any more: no kit, and not the app. */
export function isUnwanted(channel: ChannelLike): boolean {
  return !kits.get(channel) && !appOwned.has(channel)
}
