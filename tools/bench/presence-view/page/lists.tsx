import { Avatar, Group, ScrollArea, Text, Tooltip } from '@mantine/core'
import type { Member } from 'react-pusher-kit'
import { OnlineUsers } from 'react-pusher-kit/mantine'

export interface ListProps {
  members: readonly Member<{ name: string; role: string }>[]
}

/** A simple list with plain Mantine components. */
function PlainList({ members }: ListProps) {
  return (
    <ScrollArea h={600}>
      {members.map(({ id, info }) => (
        <Group key={id} gap="sm" wrap="nowrap" h={44}>
          <Tooltip label={info.name}>
            <Avatar name={info.name} color="initials" size={30} />
          </Tooltip>
          <div>
            <Text size="sm">{info.name}</Text>
            <Text size="xs" c="dimmed">
              {info.role}
            </Text>
          </div>
        </Group>
      ))}
    </ScrollArea>
  )
}

const OurList = ({ members }: ListProps) => <OnlineUsers variant="list" members={members} />
const OurAvatars = ({ members }: ListProps) => <OnlineUsers variant="avatars" members={members} />

export const lists: Record<string, (props: ListProps) => React.ReactNode> = {
  'plain Mantine list': PlainList,
  'OnlineUsers list': OurList,
  'OnlineUsers avatars': OurAvatars,
}
