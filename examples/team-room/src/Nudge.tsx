import { Button } from '@mantine/core'
import { usePresence, usePusherActions } from 'react-pusher-kit'

/** Sends each other member a notification, which also waits in their inbox. */
export function Nudge() {
  const { members, me } = usePresence('presence-room-1')
  const { trigger } = usePusherActions()
  return members
    .filter(({ isMe }) => !isMe)
    .map(({ id, info }) => (
      <Button
        key={id}
        variant="default"
        onClick={() =>
          void trigger(`private-user-${id}`, 'notification', {
            title: 'Nudge',
            message: `${me?.info.name} is waiting for you`,
          })
        }
      >
        Nudge {info.name}
      </Button>
    ))
}
