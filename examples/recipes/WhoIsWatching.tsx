import { Group, Text } from '@mantine/core'
import { usePresence } from 'react-pusher-kit'
import { channelName, defineChannels, type } from 'react-pusher-kit/channels'
import { OnlineUsers } from 'react-pusher-kit/mantine'

export const pageChannels = defineChannels({
  'presence-page-{page}': { member: type<{ name: string }>(), events: {} },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    page: typeof pageChannels
  }
}

/** Encodes a path for a channel name, where slashes are not allowed: `/orders/42` is `=2forders=2f42`. */
const inName = (path: string) =>
  path.replaceAll(/[^\w.-]/g, (sign) => `=${sign.codePointAt(0)?.toString(16)}`)

const names = new Intl.ListFormat('en')

/** Put it on any page. It renders nothing if nobody else is present, or if presence is denied. */
export function WhoIsWatching({ path }: { path: string }) {
  const channel = channelName('presence-page-{page}', { page: inName(path) })
  const others = usePresence(channel, {
    // A page that returns within three seconds is not reported as left.
    leaveGrace: 3000,
    // Renders only if this text changes.
    select: ({ members }) => names.format(members.filter(({ isMe }) => !isMe).map(({ info }) => info.name)),
  })
  if (others === '') return null
  return (
    <Group gap="xs">
      <OnlineUsers channel={channel} leaveGrace={3000} size="sm" max={4} />
      <Text size="sm">
        {others} {others.includes(' and ') ? 'are' : 'is'} here, too
      </Text>
    </Group>
  )
}
