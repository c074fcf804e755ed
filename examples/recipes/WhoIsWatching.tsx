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

/** A path as a part of a channel's name, where slashes are not legal: `/orders/42` is `=2forders=2f42`. */
const inName = (path: string) =>
  path.replaceAll(/[^\w.-]/g, (sign) => `=${sign.codePointAt(0)?.toString(16)}`)

const names = new Intl.ListFormat('en')

/** Put it on any page. It shows nothing while nobody else is there, nor where presence is denied. */
export function WhoIsWatching({ path }: { path: string }) {
  const channel = channelName('presence-page-{page}', { page: inName(path) })
  const others = usePresence(channel, {
    // A change of tab within three seconds is no coming and going.
    leaveGrace: 3000,
    // Renders when this text changes, and at no other time.
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
