import type { AnyEventHandler, KitCore } from '../../core/kit-core.ts'
import { withLease } from '../../subscriptions/with-lease.ts'

export interface ChannelListener {
  onEvent: AnyEventHandler
  /** Called when subscribed and connected: the first time, and after every interruption. */
  onUp(): void
  /** Called when the connection or the subscription is lost. */
  onDown(): void
  /** Called when the state of the channel or the connection changes. */
  onChange(): void
}

/** Subscribes to a channel and reports when it is up. @returns a function that releases it */
export function listenToChannel(core: KitCore, name: string, listener: ChannelListener): () => void {
  const stopEvents = core.onAny(name, listener.onEvent)
  const channel = core.channel(name)
  const lease = core.subscribe(name)
  let up = false
  const check = (): void => {
    const now = channel.getSnapshot().status === 'subscribed' && core.connection.getSnapshot().isConnected
    if (now !== up) {
      up = now
      if (up) listener.onUp()
      else listener.onDown()
    }
    listener.onChange()
  }
  const end = withLease(lease, channel.subscribe(check), core.connection.subscribe(check), stopEvents)
  check()
  return end
}
