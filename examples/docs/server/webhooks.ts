import type { PusherServerOptions, Webhook } from 'react-pusher-kit/server'

// #region webhooks
/** Tracks the members of each presence channel by Pusher's webhooks, also if a browser crashes. */
export function attendance() {
  const present = new Map<string, Set<string>>()
  const onWebhook = ({ events }: Webhook) => {
    for (const event of events) {
      if (event.name !== 'member_added' && event.name !== 'member_removed') continue
      const members = present.get(event.channel) ?? new Set()
      present.set(event.channel, members)
      if (event.name === 'member_added') members.add(event.user_id)
      else members.delete(event.user_id)
    }
  }
  const webhooks: PusherServerOptions['webhooks'] = { onWebhook }
  return { present, webhooks }
}
// #endregion
